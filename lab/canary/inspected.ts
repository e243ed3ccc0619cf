/** What the engine knows of values beyond what code can read: variables that functions close over, private fields, what weak maps hold. */
import { type Runtime, Session } from "node:inspector";

/** Where values go to the engine's inspector and come back from it. */
const desk: { values: readonly unknown[] } = { values: [] };
const DESK = "inspectedDesk";
const GROUP = "inspected";
/** What all values of a class or a program have. */
const SHARED = new Set(["[[Prototype]]", "[[FunctionLocation]]", "[[Scopes]]"]);

/**
 * A function that stands in no other: what is printed further in is indented, to its last brace. It closes over the module's
 * variables alone, and to be told of them costs as much as all else here.
 */
const DECLARED = /^(?:async )?function\*? [\s\S]*?^\}$/gm;

type Named = Pick<Runtime.InternalPropertyDescriptor, "name" | "value">;

/** As the engine answers; Node's types leave out the private fields. */
interface Properties extends Runtime.GetPropertiesReturnType {
  readonly privateProperties?: readonly Named[];
}

/** A script of one module: something that it made, and its text where that was printed by esbuild. */
export interface Program {
  readonly code: unknown;
  readonly source?: string;
}

/** Looks into values of one program: into no function of another script than that which `code` is from. */
export class Inspected implements Disposable {
  readonly #session = new Session();
  readonly #script: unknown;
  readonly #declared: ReadonlySet<string>;

  constructor({ code, source = "" }: Program) {
    this.#session.connect();
    Object.assign(globalThis, { [DESK]: desk });
    this.#declared = new Set(source.match(DECLARED));
    this.#script = scriptOf(this.#internals(code));
  }

  [Symbol.dispose](): void {
    this.#session.disconnect();
    desk.values = [];
  }

  /** The variables of a function's module. */
  variablesOf(code: unknown): (readonly [name: string, value: unknown])[] {
    return this.#scopes(this.#internals(code), "Module");
  }

  /** What a value holds that it does not show. */
  hiddenIn(value: object): unknown[] {
    if (typeof value === "function" && this.#declared.has(Function.prototype.toString.call(value))) return [];
    const { internalProperties = [], privateProperties = [] } = this.#internals(value);
    const script = scriptOf({ internalProperties });
    const isOthers = script !== undefined && script !== this.#script;
    const hidden = [...internalProperties.filter(({ name }) => !SHARED.has(name)), ...privateProperties];
    const parts = isOthers ? [] : [...this.#take(hidden), ...this.#scopes({ internalProperties }, "Closure", "Block")];
    this.#ask("Runtime.releaseObjectGroup", { objectGroup: GROUP });
    return parts.map(([, part]) => part);
  }

  #internals(value: unknown): Properties {
    desk.values = [value];
    const { result } = this.#ask<Runtime.EvaluateReturnType>("Runtime.evaluate", { expression: `${DESK}.values[0]`, objectGroup: GROUP });
    return this.#properties(result);
  }

  #scopes({ internalProperties = [] }: Pick<Properties, "internalProperties">, ...kinds: readonly string[]) {
    const list = internalProperties.find(({ name }) => name === "[[Scopes]]")?.value;
    const scopes = list ? this.#properties(list).result : [];
    const wanted = scopes.filter(({ value }) => kinds.some((kind) => value?.description?.startsWith(kind)));
    return this.#take(wanted.flatMap(({ value }) => (value ? this.#properties(value).result : [])));
  }

  #properties({ objectId }: Runtime.RemoteObject): Properties {
    if (objectId === undefined) return { result: [] };
    return this.#ask("Runtime.getProperties", { objectId, ownProperties: true });
  }

  #take(named: readonly Named[]): (readonly [name: string, value: unknown])[] {
    const there = named.flatMap(({ name, value }) => (value?.objectId || value?.value !== undefined ? [{ name, value }] : []));
    if (there.length === 0) return [];
    this.#ask("Runtime.callFunctionOn", {
      functionDeclaration: `function (...values) { ${DESK}.values = values; }`,
      objectId: this.#ask<Runtime.EvaluateReturnType>("Runtime.evaluate", { expression: DESK, objectGroup: GROUP }).result.objectId,
      arguments: there.map(({ value }) => (value.objectId ? { objectId: value.objectId } : { value: value.value as unknown })),
    });
    const { values } = desk;
    return there.map(({ name }, at) => [name, values[at]] as const);
  }

  /** Within one thread the inspector answers at once. */
  #ask<T>(method: string, params: object): T {
    let answer: { failed: Error | null; told: unknown } | undefined;
    this.#session.post(method, params, (failed, told) => {
      answer = { failed, told };
    });
    if (!answer || answer.failed) throw new Error(`${method} failed`, { cause: answer?.failed });
    return answer.told as T;
  }
}

function scriptOf({ internalProperties = [] }: Pick<Properties, "internalProperties">): unknown {
  const location = internalProperties.find(({ name }) => name === "[[FunctionLocation]]")?.value?.value as
    | { scriptId?: string }
    | undefined;
  return location?.scriptId;
}
