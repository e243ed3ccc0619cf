/** What the console's pages may load and do: their own style and script by hash, their own forms, nothing else. */
export function policyFor(styleHash: string, scriptHash: string | undefined): string {
  return [
    "default-src 'none'",
    `style-src '${styleHash}'`,
    `script-src ${scriptHash === undefined ? "'none'" : `'${scriptHash}'`}`,
    "connect-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
