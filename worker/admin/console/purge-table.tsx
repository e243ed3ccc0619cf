import type { PurgeWithReceipts, Receipt } from "../../bulletin/purge-row.ts";
import type { EpochMs } from "../../time.ts";
import { clock, countOf, duration } from "./format.ts";

interface PurgeTableProps {
  readonly purges: readonly PurgeWithReceipts[] | undefined;
  readonly now: EpochMs;
}

/** The latest purges with their receipts. The console's script asks for this part again while PoPs are waited for. */
export const PurgeTable = ({ purges, now }: PurgeTableProps) => {
  if (purges === undefined) return <p class="message">The bulletin did not answer. Purges go on arriving; ask again in a moment.</p>;
  if (purges.length === 0) return <p class="muted">Nothing was purged yet.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">When, UTC</th>
          <th scope="col">What</th>
          <th scope="col">Why</th>
          <th scope="col">How</th>
          <th scope="col">By whom</th>
          <th scope="col">PoPs that have it</th>
          <th scope="col" class="figure">
            All clear in
          </th>
          <th scope="col">Receipt</th>
        </tr>
      </thead>
      <tbody>
        {purges.map((purge) => (
          <PurgeLine purge={purge} now={now} />
        ))}
      </tbody>
    </table>
  );
};

const PurgeLine = ({ purge, now }: { purge: PurgeWithReceipts; now: EpochMs }) => (
  <tr id={`purge-${purge.seq}`}>
    <td>
      <time datetime={new Date(purge.at).toISOString()}>{clock(purge.at, now)}</time>
    </td>
    <td class="wraps">
      <Target purge={purge} />
    </td>
    <td class="wraps">{purge.reason}</td>
    <td>{purge.mode}</td>
    <td>{purge.actor}</td>
    <td>
      <Receipts receipts={purge.receipts} />
    </td>
    <td class="figure">
      <AllClear purge={purge} />
    </td>
    <td>
      <a href={`/admin/api/purges/${purge.seq}`} id={`receipt-${purge.seq}`}>
        <code>
          {purge.epoch}.{purge.seq}
        </code>
      </a>
    </td>
  </tr>
);

const Target = ({ purge: { by, values } }: { purge: PurgeWithReceipts }) => {
  if (by === "all") return <>everything</>;
  const [first = "", ...others] = values;
  return (
    <>
      <code>{by === "market" || by === "prefix" ? `${by} ${first}` : first}</code>
      {others.length > 0 && <span class="muted"> and {countOf(others.length, "more", "more")}</span>}
    </>
  );
};

/** A dot for each PoP, and the same in words. */
const Receipts = ({ receipts }: { receipts: readonly Receipt[] }) => {
  const seen = receipts.filter(({ seenAt }) => seenAt !== null).length;
  if (receipts.length === 0) return <span class="muted">no receipts</span>;
  return (
    <span class="pops">
      {receipts.map(({ pop, seenAt }) => (
        <i class={seenAt === null ? "waits" : "has"} title={seenAt === null ? `${pop} has not read it yet` : `${pop} has it`} />
      ))}
      <span>
        {seen}/{receipts.length}
      </span>
    </span>
  );
};

const NAMED_PLACES = 3;

const AllClear = ({ purge: { receipts, at } }: { purge: PurgeWithReceipts }) => {
  const seenAt = receipts.map((receipt) => receipt.seenAt);
  if (seenAt.length === 0) return <>–</>;
  const late = receipts.filter((receipt) => receipt.seenAt === null).map(({ pop }) => pop);
  if (late.length > 0)
    return (
      <span class="hot" data-waiting="">
        waiting for {late.slice(0, NAMED_PLACES).join(", ")}
        {late.length > NAMED_PLACES && ` and ${countOf(late.length - NAMED_PLACES, "more", "more")}`}
      </span>
    );
  return <>{duration(Math.max(0, ...seenAt.map((seen) => (seen ?? at) - at)))}</>;
};
