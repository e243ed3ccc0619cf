/** A MariaDB of one's own: an empty data folder, a socket instead of a port, gone at the end. */
import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";

export interface MariaDb {
  readonly socketPath: string;
  /** Ends the server; its data stay only in a folder that was named. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;

const NOT_FOUND = `MariaDB is not installed (no mariadbd in PATH or /usr/sbin).
  Debian, Ubuntu   apt-get update && apt-get install -y --no-install-recommends mariadb-server-core
  Fedora           dnf install mariadb-server
  macOS            brew install mariadb
Nothing is configured and no service is started: the server runs on a folder of its own while it is needed.`;

/** Like PlanetScale where the two differ by settings: strict, UTC, utf8mb4, nobody's names in lower case. Durability is not asked for. */
const SETTINGS = [
  ...["--no-defaults", "--skip-grant-tables", "--skip-networking", "--skip-log-bin", "--skip-name-resolve", "--performance-schema=OFF"],
  ...["--character-set-server=utf8mb4", "--collation-server=utf8mb4_uca1400_ai_ci", "--default-time-zone=+00:00"],
  "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
  ...["--innodb-flush-log-at-trx-commit=0", "--innodb-log-file-size=64M", "--innodb-buffer-pool-size=128M", "--max-connections=300"],
];

/** Starts a server; in `dataDir`, when it is named, it finds again what it held. Throws with the way to get one where there is none. */
export async function startMariaDb(dataDir?: string): Promise<MariaDb> {
  const program = findServer();
  // A socket's path may have 107 bytes: it does not stand in the data folder.
  const folder = mkdtempSync(join(tmpdir(), "mariadb-"));
  const data = dataDir ?? join(folder, "data");
  mkdirSync(data, { recursive: true });
  const socketPath = join(folder, "socket");
  const args = [...SETTINGS, `--user=${userInfo().username}`, `--datadir=${data}`, `--socket=${socketPath}`];
  const server = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { socketPath, stop };
}

function findServer(): string {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  const found = folders.map((folder) => join(folder, "mariadbd")).find(isProgram);
  if (found === undefined) throw new Error(NOT_FOUND);
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function untilReady(server: ChildProcess): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`MariaDB did not start within ${READY_WITHIN_MS / 1000} s\n${said}`)), READY_WITHIN_MS);
    server.stderr?.setEncoding("utf8");
    server.stderr?.on("data", (text: string) => {
      said = (said + text).slice(-4_000);
      if (!said.includes("ready for connections")) return;
      clearTimeout(late);
      resolve();
    });
    server.once("exit", (status) => {
      clearTimeout(late);
      reject(new Error(`MariaDB ended with status ${status}\n${said}`));
    });
  });
}
