/** The shop's name and its mark: a mug from above, a ring with a handle. */
export const SHOP_NAME = "Nearhand";

export function Mark() {
  return (
    <svg viewBox="0 0 34 28" aria-hidden="true" focusable="false">
      <circle cx="12.5" cy="14" r="9.75" fill="none" stroke="currentColor" stroke-width="5.5" />
      <path d="M22 14h8.6" stroke="currentColor" stroke-width="6.4" stroke-linecap="round" />
    </svg>
  );
}

/** Mark and word, as a link home. `label` says where it leads. */
export function Logo({ href, label }: { href: string; label: string }) {
  return (
    <a class="logo" href={href} aria-label={`${SHOP_NAME}, ${label}`}>
      <Mark />
      <span translate="no">nearhand</span>
    </a>
  );
}
