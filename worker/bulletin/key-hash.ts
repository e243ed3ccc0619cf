/** 64 bits of a key in two unsigned halves: how the bulletin names keys. A false match only causes a refill. */
export interface KeyHash {
  readonly hi: number;
  readonly lo: number;
}

/** Not for secrets: two multiplicative streams over the UTF-16 units, mixed into each other at the end. */
export function keyHash(key: string): KeyHash {
  let a = 0x2545f491 ^ key.length;
  let b = 0x6c8e9cf5;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x85ebca6b) + (a >>> 15);
  }
  return { hi: finish(a ^ Math.imul(b ^ (b >>> 16), 0xc2b2ae35)), lo: finish(b ^ Math.imul(a ^ (a >>> 13), 0x27d4eb2f)) };
}

export function hashHex({ hi, lo }: KeyHash): string {
  return hi.toString(16).padStart(8, "0") + lo.toString(16).padStart(8, "0");
}

function finish(half: number): number {
  const mixed = Math.imul(half ^ (half >>> 16), 0x85ebca6b);
  const twice = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}
