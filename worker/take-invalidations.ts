/** The consumer of the queue: changes of the catalogue on their way to the bulletin. */
import * as v from "valibot";
import { Invalidation } from "#contract/outbox";
import { CATALOGUE_ACTOR } from "./bulletin/catalogue-actor.ts";
import type { PurgeCommand, PurgeOutcome } from "./bulletin/purge-row.ts";

/** What the queue hands over, and hears. */
export type QueueMessage = Pick<Message, "id" | "body" | "attempts" | "ack" | "retry">;

export interface InvalidationPorts {
  purge(command: PurgeCommand): Promise<Pick<PurgeOutcome, "kind">>;
  /** Tells people of a message that can never become a purge, by its id in the queue. */
  foreign(messageId: string): void;
}

/**
 * Purges what messages say and lets the queue forget each when its row is in the log. Delivered at least once and in any
 * order: the outbox row's id makes it count once. A message that the bulletin cannot take comes again, and holds none of the others up.
 */
export async function takeInvalidations(messages: readonly QueueMessage[], ports: InvalidationPorts): Promise<void> {
  for (const message of messages) await take(message, ports);
}

async function take(message: QueueMessage, { purge, foreign }: InvalidationPorts): Promise<void> {
  const invalidation = v.safeParse(Invalidation, message.body);
  if (!invalidation.success) {
    foreign(message.id);
    return message.ack();
  }
  const taken = await purge(toPurge(invalidation.output)).catch(() => undefined);
  if (taken === undefined) return message.retry({ delaySeconds: retryAfter(message.attempts) });
  if (taken.kind !== "purged") foreign(message.id);
  message.ack();
}

/** 5 s, doubling to 5 minutes: the hundred tries that a queue allows last eight hours. */
export const retryAfter = (attempts: number): number => Math.min(300, 5 * 2 ** Math.min(attempts - 1, 6));

function toPurge({ id, surrogateKeys, reason, minVersions }: Invalidation): PurgeCommand {
  const command = { by: "surrogate-key", values: surrogateKeys, mode: "soft", reason, actor: CATALOGUE_ACTOR, idempotencyKey: id } as const;
  return minVersions ? { ...command, minVersions } : command;
}
