import { FragmentBars } from "../fragment-bars.tsx";
import { orUndefined, type Part, Silence } from "../part.tsx";

export const lowestFragments: Part = {
  name: "lowest",
  async show(deps) {
    const stats = await orUndefined(deps.stats());
    return stats ? <FragmentBars {...stats} /> : <Silence />;
  },
};
