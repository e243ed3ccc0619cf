import type { Kept } from "../kept-forms.ts";
import { Document } from "./document.tsx";
import { TYPED_BY } from "./fields.tsx";
import { Header } from "./header.tsx";

export interface LoginPageProps {
  readonly css: string;
  readonly environment: string;
  readonly complaint?: string;
  /** Where to go on, and with what. */
  readonly kept: Kept;
  /** Something was to be done, and was not. */
  readonly isOrder?: boolean;
}

export const LoginPage = ({ css, environment, complaint, kept, isOrder = false }: LoginPageProps) => (
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
        <Ended kept={kept} isOrder={isOrder} />
        <input type="hidden" name="to" value={kept.to} />
        {kept.typed.map(([field, value]) => (
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

const Ended = ({ kept: { typed }, isOrder }: Required<Pick<LoginPageProps, "kept" | "isOrder">>) => {
  const name = typed.find(([field]) => field === TYPED_BY)?.[1];
  if (name === undefined) return isOrder ? <p>Your session has ended: nothing was done.</p> : null;
  return <p>Your session has ended: nothing was done. What was typed is shown again once {name} has signed in.</p>;
};
