/** What an isolate holds of the bulletin: a decoded base with the delta since it. */
import type { SentDelta } from "./delta.ts";

export interface BulletinCopy extends SentDelta {}
