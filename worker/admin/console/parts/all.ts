/** Every part by its name: what `GET /admin/live/{name}` shows again. */
import type { Part } from "../part.tsx";
import { auditRows } from "./audit-rows.tsx";
import { charts } from "./charts.tsx";
import { fragments } from "./fragments.tsx";
import { hitRatio } from "./hit-ratio.tsx";
import { jobs } from "./jobs.tsx";
import { lowestFragments } from "./lowest-fragments.tsx";
import { recentPurges } from "./recent-purges.tsx";

export const PARTS: ReadonlyMap<string, Part> = new Map(
  [recentPurges, hitRatio, lowestFragments, charts, fragments, jobs, auditRows].map((part) => [part.name, part]),
);
