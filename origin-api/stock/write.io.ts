import { sql } from "drizzle-orm";
import { inChunks, type Tx } from "../store/db.ts";
import { incoming } from "../store/incoming.ts";
import { raiseRevision } from "../store/revisions.io.ts";
import { stock } from "../store/schema.ts";

export interface StockCount {
  readonly sku: string;
  readonly onHand: number;
  /** The number that was told; null for what left the shop. The count itself when it is left out. */
  readonly told?: number | null;
}

/**
 * Sets what is on hand, as a count in the shop or a feed says it; what shoppers hold stays held. Only hand in SKUs of which
 * something differs: every row given is told to the edge. Call it last in the transaction.
 */
export async function writeStock(tx: Tx, counts: readonly StockCount[], now: number): Promise<void> {
  if (counts.length === 0) return;
  const seq = await raiseRevision(tx, "stock");
  for (const chunk of inChunks(counts, 6)) {
    const rows = chunk.map(({ sku, onHand, told = onHand }) => ({ sku, onHand, held: 0, seq, updatedAt: now, told }));
    await tx
      .insert(stock)
      .values(rows)
      .onDuplicateKeyUpdate({
        set: {
          // A count below what is held cannot be: the held units were promised.
          onHand: sql`case when ${incoming(stock.onHand)} < ${stock.held} then ${stock.held} else ${incoming(stock.onHand)} end`,
          seq: incoming(stock.seq),
          updatedAt: incoming(stock.updatedAt),
          told: incoming(stock.told),
        },
      });
  }
}
