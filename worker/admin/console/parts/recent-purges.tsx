import { orUndefined, type Part } from "../part.tsx";
import { PurgeTable } from "../purge-table.tsx";

export const SHOWN_PURGES = 12;

export const recentPurges: Part = {
  name: "purges",
  async show(deps) {
    const page = await orUndefined(deps.listPurges({ limit: SHOWN_PURGES }));
    return <PurgeTable purges={page?.purges} now={deps.now()} />;
  },
};
