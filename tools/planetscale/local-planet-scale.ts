import { type Gateway, type GatewaySettings, openGateway } from "./gateway.ts";
import { startMariaDb } from "./mariadb.ts";

export interface LocalSettings extends Omit<GatewaySettings, "socketPath"> {
  /** Where the data stay between starts; thrown away at the end unless told. */
  readonly dataDir?: string;
}

/** A MariaDB and the gateway before it, which end together. */
export async function startLocalPlanetScale({ dataDir, ...settings }: LocalSettings = {}): Promise<Gateway> {
  const server = await startMariaDb(dataDir);
  try {
    const gateway = await openGateway({ ...settings, socketPath: server.socketPath });
    const close = async () => {
      await gateway.close();
      await server.stop();
    };
    return { ...gateway, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
