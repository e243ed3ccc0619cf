import type { OriginEnv } from "./config.ts";
import { answerFromPlanetScale, sweepPlanetScale } from "./planet-scale.io.ts";

export { OriginStore } from "./origin-store.object.ts";

export default {
  fetch(request, env) {
    if (env.DATABASE_URL) return answerFromPlanetScale(request, env, env.DATABASE_URL);
    return env.ORIGIN_STORE.getByName("shop").fetch(request);
  },
  async scheduled({ scheduledTime }, env) {
    if (env.DATABASE_URL) await sweepPlanetScale(env, env.DATABASE_URL, scheduledTime);
  },
} satisfies ExportedHandler<OriginEnv>;
