/** Points of presence that a world can have, in the order in which they open. */
export const POP_NAMES = ["FRA", "LHR", "IAD", "SJC", "NRT", "DXB", "SIN", "GRU"] as const;
