/** The origin as a process of its own would be reached: over a socket, by HTTP. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";

export interface OriginServer {
  readonly url: string;
  /** What was asked, in order. */
  readonly asked: readonly Request[];
  /** Cuts the connection of an answer to this path after so many bytes. */
  cut: { readonly path: string; readonly afterBytes: number } | undefined;
  close(): Promise<void>;
}

export async function serveOrigin(answer: (request: Request) => Response | Promise<Response>): Promise<OriginServer> {
  const asked: Request[] = [];
  const server = createServer((incoming, outgoing) => void respond(incoming, outgoing));
  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const request = toRequest(incoming);
    asked.push(request);
    const response = await answer(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    await send(response, outgoing, origin.cut && request.url.includes(origin.cut.path) ? origin.cut.afterBytes : Number.POSITIVE_INFINITY);
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const origin: OriginServer = { url: `http://127.0.0.1:${address.port}`, asked, cut: undefined, close };
  return origin;
}

function toRequest(incoming: IncomingMessage): Request {
  const { method = "GET", url = "/", headers } = incoming;
  const fields = new Headers(Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]));
  const body = method === "GET" || method === "HEAD" ? null : (Readable.toWeb(incoming) as ReadableStream);
  return new Request(`http://${headers.host}${url}`, { method, headers: fields, body, duplex: "half" } as RequestInit);
}

async function send({ body }: Response, outgoing: ServerResponse, cutAfter: number): Promise<void> {
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    outgoing.write(chunk);
    if (bytes >= cutAfter) {
      // What was written has to leave before the connection dies.
      setTimeout(() => outgoing.destroy(), 30);
      return;
    }
  }
  outgoing.end();
}
