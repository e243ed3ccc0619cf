import type { Kept, OverlayReport } from "../../worker/workbench/report.ts";

/** Reads the report and says where the stylesheet is. */
export function readReport(): { readonly report: OverlayReport; readonly style: string } | undefined {
  const holder = document.getElementById("overlay-report");
  if (!holder) return undefined;
  return { report: JSON.parse(holder.textContent ?? "") as OverlayReport, style: holder.dataset.style ?? "" };
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
