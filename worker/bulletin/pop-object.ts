/** One isolate's looks at the delta that its PoP keeps: it uses it, or claims the next read for itself (PURGE section 3). */
import type { Clock, EpochMs, Ms } from "../time.ts";
import type { SentDelta, SharedDelta } from "./delta.ts";
import { GLANCE_EVERY, planShared, SETTLED_AFTER } from "./look.ts";

export interface PopObjectPorts extends Clock {
  /** The PoP's object. Neither of the two rejects. */
  readShared(): Promise<SharedDelta | undefined>;
  writeShared(shared: SharedDelta): Promise<void>;
  /** Unlike any other. */
  token(): string;
}

export class PopObject {
  readonly #ports: PopObjectPorts;
  /** What claiming took the last time. */
  #lead: Ms = 0;

  constructor(ports: PopObjectPorts) {
    this.#ports = ports;
  }

  /** The delta to use; undefined when this isolate is to read the bulletin. `mayTrust`: can the object say how old it is? */
  async look(mayTrust: () => boolean): Promise<SentDelta | undefined> {
    const ports = this.#ports;
    const startedAt = ports.now();
    let claim: { readonly at: EpochMs; readonly token: string } | undefined;
    for (;;) {
      const shared = await ports.readShared();
      const glancedAt = ports.now();
      if (shared === undefined || !mayTrust()) return undefined;
      switch (planShared(shared, { startedAt, token: claim?.token, lead: this.#lead }, glancedAt)) {
        case "use":
          return shared.delta;
        case "read":
          if (claim !== undefined) this.#lead = glancedAt - claim.at;
          return undefined;
        case "claim":
          claim = await this.#claim(shared, glancedAt);
          // Others that saw no claim have written theirs by then, unless they are much slower.
          await ports.sleep(Math.min(ports.now() - startedAt, SETTLED_AFTER));
          break;
        case "wait":
          await ports.sleep(GLANCE_EVERY);
      }
    }
  }

  async #claim(shared: SharedDelta, at: EpochMs): Promise<{ readonly at: EpochMs; readonly token: string }> {
    const claim = { at, token: this.#ports.token() };
    await this.#ports.writeShared({ ...shared, claim });
    return claim;
  }
}
