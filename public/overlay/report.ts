/** What the shop says of a view, as it stands in the page. */
export interface Kept {
  readonly state: "hit" | "stale" | "miss" | "private";
  readonly ageSeconds: number | null;
  readonly ttlSeconds: number | null;
  readonly surrogateKeys: readonly string[];
}

export interface FragmentReport extends Kept {
  readonly name: string;
  readonly scope: string;
  readonly source: string;
  readonly because: string | null;
  readonly budgetMs: number;
  readonly usedMs: number | null;
  readonly switched: string | null;
  readonly canBeSlow: boolean;
}

export interface PageReport extends Kept {
  readonly path: string;
  readonly market: string;
  readonly pop: string;
}

export interface Report {
  readonly page: PageReport;
  readonly fragments: readonly FragmentReport[];
  readonly customer: string | null;
  readonly customers: readonly string[];
}

/** Reads the report and says where the stylesheet is. */
export function readReport(): { readonly report: Report; readonly style: string } | undefined {
  const holder = document.getElementById("overlay-report");
  if (!holder) return undefined;
  return { report: JSON.parse(holder.textContent ?? "") as Report, style: holder.dataset.style ?? "" };
}

/** `41 s`, `12 min`, `3 h`, `2 d` */
export function inShort(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} d`;
}

export function ageOf({ ageSeconds, ttlSeconds }: Kept): string {
  if (ageSeconds === null) return "none";
  return ttlSeconds === null ? inShort(ageSeconds) : `${inShort(ageSeconds)} / ${inShort(ttlSeconds)}`;
}
