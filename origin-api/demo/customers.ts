/** Who may be signed in as in development, until accounts exist. */
export const DEMO_CUSTOMERS = [
  { id: "ines", firstName: "Ines", segment: "member" },
  { id: "marek", firstName: "Marek", segment: "trade" },
  { id: "yuki", firstName: "Yuki", segment: "everyone" },
] as const;
export type DemoCustomer = (typeof DEMO_CUSTOMERS)[number];
