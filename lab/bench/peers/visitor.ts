/** Who asks, for the techniques beside ours: verified by the same function as in the shop, with nothing remembered. */
import { importTokenKeys, type TokenKeys, verifyToken } from "#contract/token";

let keys: Promise<TokenKeys> | undefined;

export interface Asking {
  readonly firstName: string;
  readonly itemCount: number;
}

export async function asking(request: Request, setting: string): Promise<Asking> {
  keys ??= importTokenKeys(setting);
  const token = /__Host-visitor=([^;]+)/.exec(request.headers.get("Cookie") ?? "")?.[1] ?? "";
  const verified = await verifyToken(token, await keys, Date.now());
  if (!verified.ok) throw new Error(verified.because);
  return { firstName: verified.claims.firstName ?? "", itemCount: verified.claims.cart?.itemCount ?? 0 };
}
