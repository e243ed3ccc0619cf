import type { FieldError } from "#contract/problem";

/** Everything that can be wrong with a request or with us, as callers outside learn of it. */
export type Failure =
  | { readonly kind: "bad-input"; readonly errors: readonly FieldError[] }
  | { readonly kind: "unauthorized"; readonly realm: string }
  | { readonly kind: "forbidden"; readonly because: string }
  | { readonly kind: "not-found" }
  | { readonly kind: "gone" }
  | { readonly kind: "method-not-allowed"; readonly allow: readonly string[] }
  | { readonly kind: "conflict"; readonly because: string }
  | { readonly kind: "too-large"; readonly maxBytes: number }
  | { readonly kind: "uri-too-long" }
  | { readonly kind: "unsupported-media-type"; readonly accept: string }
  | { readonly kind: "unprocessable"; readonly errors: readonly FieldError[] }
  | { readonly kind: "rate-limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "unavailable"; readonly retryAfterSeconds: number }
  | { readonly kind: "internal" };

export type FailureKind = Failure["kind"];
