/** Runs histories and says what went wrong, if anything. */
import { bundleEdited, type Edit } from "../bundle-edited.ts";
import type * as Histories from "./histories.ts";
import { HISTORIES, type HistoryName } from "./histories.ts";
import type { Violation } from "./oracle.ts";
import type { Removal } from "./removals.ts";

export interface Finding extends Violation {
  readonly history: HistoryName;
  readonly seed: number;
}

/** How many of a hundred histories are of which kind. */
const SHARES: Readonly<Record<HistoryName, number>> = {
  soak: 42,
  silence: 6,
  quietFarPop: 8,
  softWhileDown: 6,
  droppedRows: 4,
  flip: 6,
  farBehind: 4,
  rollover: 8,
  inTheDark: 6,
  blindShield: 3,
  flipThroughShield: 3,
  clockSetBack: 4,
};

export interface Sweep {
  readonly histories: number;
  readonly served: number;
  readonly findings: readonly Finding[];
}

/** Runs `count` histories of all kinds on the product as it is. */
export async function sweep(count: number, seed: number, onHistory: () => void = () => undefined): Promise<Sweep> {
  const findings: Finding[] = [];
  let served = 0;
  for (let i = 0; i < count; i++) {
    const history = kindOf(i);
    const world = await HISTORIES[history](seed + i);
    served += world.served.length;
    findings.push(...world.violations.map((violation) => ({ ...violation, history, seed: seed + i })));
    onHistory();
  }
  return { histories: count, served, findings };
}

/** The first violation of histories without a rule; undefined when `atMost` of each kind show none. */
export async function firstFinding({ edit, histories }: Removal, atMost: number, seed: number): Promise<Finding | undefined> {
  const built = edit === "naive" ? HISTORIES : (await historiesWith(edit)).HISTORIES;
  const options = edit === "naive" ? { naive: true } : {};
  for (let i = 0; i < atMost; i++) {
    for (const history of histories) {
      const [violation] = (await built[history](seed + i, options)).violations;
      if (violation !== undefined) return { ...violation, history, seed: seed + i };
    }
  }
  return undefined;
}

/** The histories over the edited product. */
async function historiesWith(edit: Edit): Promise<typeof Histories> {
  return import(/* @vite-ignore */ await bundleEdited("lab/purge-checker/histories.ts", [edit]));
}

/** Spreads the kinds evenly over any run of numbers. */
function kindOf(i: number): HistoryName {
  let place = (i * 37) % 100;
  for (const [name, share] of Object.entries(SHARES)) {
    if (place < share) return name as HistoryName;
    place -= share;
  }
  return "soak";
}
