/** nginx with SSI and Varnish with ESI, each with a configuration and a port of its own; never as a service of the machine. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, writeOut } from "../bundles.ts";
import type { PageParts } from "../page-parts.ts";
import { type Server, startProgram } from "../processes.ts";
import { TOKEN_KEYS } from "../visitors.ts";

interface Origin {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** The small origin both ask, over kept-alive connections. */
async function startOrigin(parts: PageParts, delayMs: number): Promise<Origin> {
  const file = writeOut("peers/origin.json", JSON.stringify({ parts, keys: JSON.parse(TOKEN_KEYS) }));
  const args = [join(import.meta.dirname, "origin.ts"), file, String(delayMs)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const port = await new Promise<number>((resolve) => child.stdout.once("data", (line) => resolve(Number(line))));
  return {
    port,
    pid: child.pid as number,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

export function startNginx(parts: PageParts, delayMs = 0): Promise<Server> {
  return startWith(parts, delayMs, (dir, port, origin) => {
    const page = parts.segments.map((segment, i) => segment + include(parts, i)).join("");
    writeOut("peers/nginx/page.html", page);
    return { command: "nginx", args: ["-c", writeOut("peers/nginx/nginx.conf", nginxConf(dir, port, origin)), "-p", dir] };
  });
}

export function startVarnish(parts: PageParts, delayMs = 0): Promise<Server> {
  return startWith(parts, delayMs, (dir, port, origin) => {
    const vcl = writeOut("peers/varnish/page.vcl", varnishVcl(origin));
    return { command: "varnishd", args: ["-F", "-j", "none", "-n", dir, "-f", vcl, "-a", `127.0.0.1:${port}`, "-s", "malloc,64m"] };
  });
}

type Command = { readonly command: string; readonly args: readonly string[] };

async function startWith(
  parts: PageParts,
  delayMs: number,
  toCommand: (dir: string, port: number, origin: number) => Command,
): Promise<Server> {
  const origin = await startOrigin(parts, delayMs);
  const dir = mkdtempSync(join(tmpdir(), "bench-"));
  const port = await freePort();
  const { command, args } = toCommand(dir, port, origin.port);
  const program = startProgram(command, args);
  const stop = async () => {
    await program.stop();
    await origin.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await untilOpen(`http://127.0.0.1:${port}/page`, program.failed);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, edge: [program.pid], origin: [origin.pid], stop };
}

function include({ slots }: PageParts, index: number): string {
  const slot = slots[index];
  return slot ? `<!--# include virtual="/${slot.isPersonal ? "personal" : "shared"}/${index}" -->` : "";
}

/** `sendfile` and `tcp_nopush` stay off: with them SSI waits for the network's delayed acknowledgements. */
function nginxConf(dir: string, port: number, origin: number): string {
  return `daemon off; master_process off; pid ${dir}/pid; error_log stderr error; user root;
events { worker_connections 1024; }
http {
  access_log off; sendfile off; tcp_nopush off; tcp_nodelay on; keepalive_requests 1000000000;
  client_body_temp_path ${dir}/body; proxy_temp_path ${dir}/proxy; fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi; scgi_temp_path ${dir}/scgi;
  proxy_cache_path ${dir}/cache keys_zone=shared:1m;
  upstream origin { server 127.0.0.1:${origin}; keepalive 64; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${port};
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    location = /page { alias ${root}/build/bench/peers/nginx/page.html; default_type text/html; charset utf-8; ssi on; }
    location /personal/ { proxy_pass http://origin; }
    location /shared/ { proxy_pass http://origin; proxy_cache shared; proxy_cache_valid 200 1h; }
  }
}
`;
}

function varnishVcl(origin: number): string {
  return `vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "${origin}"; }
sub vcl_recv {
  if (req.url ~ "^/personal/") { return (pass); }
  if (req.esi_level > 0) { unset req.http.Cookie; }
  return (hash);
}
sub vcl_backend_response {
  if (bereq.url == "/page") { set beresp.do_esi = true; }
  if (bereq.url !~ "^/personal/") { set beresp.ttl = 1h; }
}
`;
}

export async function untilOpen(url: string, failed: () => string | undefined): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const error = failed();
    if (error !== undefined) throw new Error(error);
    if (
      await fetch(url).then(
        (response) => response.status < 500,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer`);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
