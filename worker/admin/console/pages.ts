/** The pages of the console, as its header names them. */
export const CONSOLE_PAGES = [
  { path: "/admin", name: "Cache" },
  { path: "/admin/traffic", name: "Traffic" },
  { path: "/admin/prewarms", name: "Prewarm" },
  { path: "/admin/audit", name: "Audit" },
  { path: "/admin/products", name: "Products" },
  { path: "/admin/feeds", name: "Feeds" },
] as const;
