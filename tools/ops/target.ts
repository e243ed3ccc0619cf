import { Unusable } from "./outcomes.ts";

/** Which shop, and by whose leave. */
export interface Target {
  readonly url: string;
  readonly token: string;
}

interface Given {
  readonly url?: string | undefined;
  readonly token?: string | undefined;
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  devToken(): string | undefined;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Options before environment; the development shop is found by itself, and its token goes to this machine alone. */
export function readTarget(given: Given, { env, devToken }: Surroundings): Target {
  const text = given.url ?? env.SHOP_URL ?? `http://127.0.0.1:${env.PORT ?? 8787}`;
  const url = /^https?:\/\//.test(text) ? URL.parse(text) : null;
  if (url === null) throw new Unusable(`"${text}" is not the address of a shop: give --url https://shop.example, or set SHOP_URL.`);
  const token = given.token ?? env.ADMIN_TOKEN ?? (LOOPBACK.test(url.hostname) ? devToken() : undefined);
  if (!token) throw new Unusable(`No admin token for ${url.host}: give --token, or set ADMIN_TOKEN.`);
  return { url: url.origin, token };
}
