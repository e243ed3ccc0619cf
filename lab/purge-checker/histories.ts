/** Random histories: one general soak and a few that dwell where a rule matters. Each is a function of its seed. */
import { clockSetBack, flip, flipThroughShield } from "./histories/clocks.ts";
import type { History } from "./histories/history.ts";
import { droppedRows, farBehind, quietFarPop, rollover } from "./histories/old-copies.ts";
import { blindShield, inTheDark, silence, softWhileDown } from "./histories/outages.ts";
import { soak } from "./histories/soak.ts";

export const HISTORIES = {
  soak,
  silence,
  quietFarPop,
  softWhileDown,
  droppedRows,
  flip,
  farBehind,
  rollover,
  inTheDark,
  blindShield,
  flipThroughShield,
  clockSetBack,
} as const satisfies Record<string, History>;
export type HistoryName = keyof typeof HISTORIES;
