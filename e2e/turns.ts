/** Turns, for what must not go on at once in several processes: one holds it until its connection ends, however that comes about. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Turns {
  readonly port: number;
  close(): Promise<void>;
}

export async function openTurns(): Promise<Turns> {
  let line: Socket[] = [];
  const server = createServer((socket) => {
    line.push(socket);
    if (line[0] === socket) socket.write("go");
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      const wasFirst = line[0] === socket;
      line = line.filter((other) => other !== socket);
      if (wasFirst) line[0]?.write("go");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    for (const socket of line) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: (server.address() as AddressInfo).port, close };
}

/** Waits for its turn, and returns what ends it. */
export async function takeTurn(port: number): Promise<() => void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "data");
  return () => void socket.destroy();
}
