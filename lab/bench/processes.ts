/** CPU that processes used, by what Linux writes down of them. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { constants, setPriority } from "node:os";

/** `sysconf(_SC_CLK_TCK)`: 100 on every Linux of the last decades. */
const TICKS_PER_SECOND = 100;

/** User and system time of processes and all their descendants, in milliseconds. */
export function cpuMs(pids: readonly number[]): number {
  return withDescendants(pids).reduce((sum, pid) => sum + ownCpuMs(pid), 0);
}

/** The most resident memory that processes and their descendants ever had, each for itself, in bytes. */
export function peakBytes(pids: readonly number[]): number {
  return withDescendants(pids).reduce((sum, pid) => sum + peakOf(pid), 0);
}

/** Processes that `pid` started, and theirs; none where the system does not write them down. */
function descendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of existsSync("/proc") ? readdirSync("/proc") : []) {
    const parent = /^\d+$/.test(entry) ? statOf(Number(entry))?.parent : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const found: number[] = [];
  for (const queue = [pid]; queue.length > 0; ) {
    const next = children.get(queue.shift() as number) ?? [];
    found.push(...next);
    queue.push(...next);
  }
  return found;
}

/** Runs `start` and says which processes it left behind. */
export async function startedBy<T>(start: () => Promise<T>): Promise<{ readonly started: T; readonly pids: readonly number[] }> {
  const before = new Set(descendants(process.pid));
  const started = await start();
  return { started, pids: descendants(process.pid).filter((pid) => !before.has(pid)) };
}

function withDescendants(pids: readonly number[]): number[] {
  return [...new Set(pids.flatMap((pid) => [pid, ...descendants(pid)]))];
}

function ownCpuMs(pid: number): number {
  const stat = statOf(pid);
  return stat ? ((stat.user + stat.system) * 1000) / TICKS_PER_SECOND : 0;
}

function statOf(pid: number): { parent: number; user: number; system: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), user: Number(fields[11]), system: Number(fields[12]) };
  } catch {
    return undefined;
  }
}

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Whatever else wants a processor gets it before these processes do. */
export function letOthersFirst(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // It has ended.
    }
  }
}

/** CPU time of the whole machine that was not idle, in milliseconds: tells how much others used. */
export function machineBusyMs(): number {
  const fields = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "").trim().split(/\s+/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = fields;
  return ((user + nice + system + irq + softirq) * 1000) / TICKS_PER_SECOND;
}

/** Keeps processes, and all threads they have, on one core. Does nothing where there is but one. */
export function pin(pids: readonly number[], core: number): void {
  for (const pid of withDescendants(pids)) {
    try {
      execFileSync("taskset", ["-a", "-p", "-c", String(core), String(pid)], { stdio: "ignore" });
    } catch {
      return;
    }
  }
}

/** True when a program is installed. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export interface Server {
  readonly url: string;
  /** What its CPU is counted by, apart for the server itself and an origin of its own. */
  readonly edge: readonly number[];
  readonly origin: readonly number[];
  stop(): Promise<void>;
}

export type Keep = (server: Promise<Server>) => Promise<Server>;

/** Runs a measurement with the servers it keeps, edges on one processor and their origins on the other, and stops them in the end. */
export async function withServers<T>(measure: (keep: Keep) => Promise<T>): Promise<T> {
  const servers: Server[] = [];
  const keep: Keep = async (server) => {
    const started = await server;
    servers.push(started);
    pin(started.edge, 0);
    pin(started.origin, 1);
    return started;
  };
  try {
    return await measure(keep);
  } finally {
    for (const server of servers) await server.stop();
  }
}

export interface Program {
  readonly pid: number;
  /** What it said when it ended by itself. */
  failed(): string | undefined;
  stop(): Promise<void>;
}

/** Starts a program in the foreground; `stop` ends it and waits. */
export function startProgram(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Program {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], env });
  let errors = "";
  let failed: string | undefined;
  child.stderr.on("data", (chunk) => {
    if (errors.length < 10_000) errors += String(chunk);
  });
  const ended = new Promise<void>((resolve) =>
    child.once("exit", (code) => {
      failed = `${command} ended with status ${code}\n${errors}`;
      resolve();
    }),
  );
  if (child.pid === undefined) throw new Error(`${command} did not start`);
  return {
    pid: child.pid,
    failed: () => failed,
    async stop() {
      const late = setTimeout(() => child.kill("SIGKILL"), 3_000);
      child.kill("SIGTERM");
      await ended;
      clearTimeout(late);
    },
  };
}
