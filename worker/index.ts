import { DurableObject } from "cloudflare:workers";

export class Bulletin extends DurableObject {}
export { Stats } from "./telemetry/stats.object.ts";

export default { fetch: () => new Response("closed") } satisfies ExportedHandler;
