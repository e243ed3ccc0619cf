import { Document } from "./document.tsx";
import { Header } from "./header.tsx";
import type { Typed } from "./purge-input.ts";

interface LoginPageProps {
  readonly css: string;
  readonly environment: string;
  readonly complaint: string | undefined;
  /** Of a purge whose session had ended; shown again after signing in. */
  readonly typed: Typed;
}

export const LoginPage = ({ css, environment, complaint, typed }: LoginPageProps) => (
  <Document title="Sign in, nearhand console" css={css}>
    <Header environment={environment} isolates={undefined} actor={undefined} />
    <main class="login">
      <h1 class="type-panel">Sign in</h1>
      <form method="post" action="/admin/session">
        <label class="field">
          <span>Admin token</span>
          <input type="password" name="token" autocomplete="current-password" required autofocus />
        </label>
        {complaint && (
          <p class="message" role="alert">
            {complaint}
          </p>
        )}
        {typed.length > 0 && <p>Your session has ended: nothing was purged. What you typed is shown again once you have signed in.</p>}
        {typed.map(([field, value]) => (
          <input type="hidden" name={field} value={value} />
        ))}
        <button type="submit" class="button low">
          Sign in
        </button>
      </form>
      <p class="fine muted">In development the token was printed when the shop started.</p>
    </main>
  </Document>
);
