/** The production bundle that stands beside the isolate when it runs. */
declare const deployed: ExportedHandler<Readonly<Record<string, unknown>>>;
export default deployed;
export declare const Prewarms: typeof import("cloudflare:workers").DurableObject<Readonly<Record<string, unknown>>> | undefined;
