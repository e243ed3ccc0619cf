/** What an isolate of a running workerd holds, asked over its inspector. */

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

const PATIENCE_MS = 60_000;

/** Bytes of a Worker's heap and of its buffers, after its garbage was collected. */
export async function heapBytes(inspector: URL, worker: string): Promise<number> {
  const socket = new WebSocket(`ws://${inspector.host}/core:user:${worker}`);
  try {
    await opened(socket);
    const ask = asker(socket);
    await ask("Runtime.enable");
    // Asked to collect garbage, workerd never answers; a snapshot begins with it.
    await ask("HeapProfiler.takeHeapSnapshot");
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = (await ask("Runtime.getHeapUsage")) as HeapUsage;
    return usedSize + embedderHeapUsedSize + backingStorageSize;
  } finally {
    socket.close();
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error("the inspector cannot be reached")));
  });
}

function asker(socket: WebSocket): (method: string) => Promise<unknown> {
  let last = 0;
  return (method) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const late = setTimeout(() => reject(new Error(`the inspector does not answer ${method}`)), PATIENCE_MS);
      const hear = ({ data }: MessageEvent) => {
        const message = JSON.parse(String(data)) as { id?: number; result?: unknown };
        if (message.id !== id) return;
        clearTimeout(late);
        socket.removeEventListener("message", hear);
        resolve(message.result);
      };
      socket.addEventListener("message", hear);
      socket.send(JSON.stringify({ id, method, params: {} }));
    });
}
