/** The audit of a shop in plain Node, where everything can be looked at. */
import { SCOPES } from "#contract/questions";
import { auditAnswers, auditBadges, auditSurfaces, type Finding, type Surface, withoutKeys } from "./audit.ts";
import type { OriginCall } from "./faults.ts";
import type { MarkerBook } from "./marker-book.ts";
import type { CanaryRun } from "./run-canary.ts";
import type { World } from "./world.ts";

export async function auditWorld(world: World, keeping: readonly Surface[], { book, got, told }: CanaryRun): Promise<Finding[]> {
  const stored = world.stored().map((surface): Surface => (isKeptUnderKey(surface) ? withoutKeys(book, surface) : surface));
  const kept = keeping.map((surface) => withoutKeys(book, surface));
  const log = world.log.map((bytes): Surface => ({ where: "log", bytes }));
  const { others } = await world.originRows();
  return [
    ...auditAnswers(book, got),
    ...auditBadges(got),
    ...auditSurfaces(book, [...stored, ...kept, ...log, ...told, ...others]),
    ...auditObjectCalls(book, world.told),
    ...world.calls.flatMap((call) => [...auditCall(book, call), ...auditHeaders(book, call)]),
  ];
}

/** Answers in a tier stand under the key that says what they are about; an address, or another object's row, does not. */
function isKeptUnderKey({ where, bytes }: Surface): boolean {
  return typeof bytes !== "string" || where.startsWith("Shield");
}

/** What anybody may ask is asked of the shield by its name: a segment, a product. */
function auditObjectCalls(book: MarkerBook, calls: readonly string[]): Finding[] {
  const found = auditSurfaces(
    book,
    calls.map((bytes) => ({ where: "call of an object", bytes })),
  );
  return found.filter(({ kind }) => kind !== "segment" && kind !== "handle");
}

/** A call of the origin knows one visitor at most, and none where what it asks may be shared. */
function auditCall(book: MarkerBook, { path, body }: OriginCall): Finding[] {
  const isBatch = path === "/v1/fragments";
  const found = book.find(`${path} ${isBatch ? namedByNobody(body) : body}`);
  const [first] = found;
  const isShared = isBatch ? isForEverybody(body) : !path.startsWith("/v1/carts") && !path.startsWith("/v1/demo");
  const isOnes = !isShared && first && [...first.owners].some((owner) => found.every(({ owners }) => owners.has(owner)));
  return isOnes ? [] : found.map(({ kind, text }) => ({ where: `call of the origin ${path}`, kind, text }));
}

/** What a call is about stands in its path and body, never in its headers, whoever it is for. */
function auditHeaders(book: MarkerBook, { path, headers }: OriginCall): Finding[] {
  return book.find(headers).map(({ kind, text }) => ({ where: `headers of a call of the origin ${path}`, kind, text }));
}

interface Batch {
  readonly asks: readonly { readonly question: keyof typeof SCOPES }[];
  readonly visitor: { readonly refresh: boolean } | null;
}

function isForEverybody(body: string): boolean {
  const { asks, visitor } = JSON.parse(body) as Batch;
  return asks.every(({ question }) => SCOPES[question] !== "visitor") && !visitor?.refresh;
}

/** A batch without the subjects of its shared questions: those are asked for anybody. */
function namedByNobody(body: string): string {
  return JSON.stringify(JSON.parse(body), (name, value: unknown) => (name === "handle" || name === "segment" ? "" : value));
}
