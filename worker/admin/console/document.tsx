import { html, raw } from "hono/html";

interface DocumentProps {
  readonly title: string;
  readonly css: string;
  readonly script?: string;
  readonly children?: unknown;
}

/** An HTML page of the console. Style and script stand inline, named by their hashes in the page's CSP. */
export const Document = ({ title, css, script, children }: DocumentProps) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(css)}</style>
</head>
<body class="console">
${children}
${script === undefined ? "" : raw(`<script type="module">${script}</script>`)}
</body>
</html>
`;
