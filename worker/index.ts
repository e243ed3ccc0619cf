import { DurableObject } from "cloudflare:workers";

export class Bulletin extends DurableObject {}
export class Stats extends DurableObject {}

export default { fetch: () => new Response("closed") } satisfies ExportedHandler;
