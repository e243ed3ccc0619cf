/** The stats as Prometheus' text exposition format, version 0.0.4. */
import { FRAGMENT_STATES, GRACES, HIT_TIERS, NOT_ASKED, ORIGIN_CALLS, type Stats, WAIT_CLASSES } from "./counts.ts";

export const PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

interface Metric {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly samples: readonly Sample[];
}
/** `suffix` is what a histogram's samples have after its name. */
type Sample = readonly [labels: Readonly<Record<string, string>>, value: number, suffix?: string];

export function toPrometheus(stats: Stats): string {
  return metricsOf(stats).map(writeMetric).join("");
}

function metricsOf(stats: Stats): Metric[] {
  return [
    counter("vitrine_page_views_total", "Pages asked for.", [[{}, stats.pageViews]]),
    counter(
      "vitrine_hits_total",
      "Pages by where their shell came from; origin is a fill.",
      HIT_TIERS.map((tier) => [{ tier }, stats.hits[tier]]),
    ),
    counter("vitrine_stale_total", "Pages served in grace.", [[{}, stats.stale]]),
    counter(
      "vitrine_grace_total",
      "Pages served in grace by why.",
      GRACES.map((because) => [{ because }, stats.grace[because]]),
    ),
    counter("vitrine_unavailable_total", "Pages answered with 503.", [[{}, stats.unavailable]]),
    counter(
      "vitrine_not_asked_total",
      "Calls the origin was spared by why.",
      NOT_ASKED.map((because) => [{ because }, stats.notAsked[because]]),
    ),
    counter(
      "vitrine_origin_calls_total",
      "Calls of the origin by kind.",
      ORIGIN_CALLS.map((kind) => [{ kind }, stats.originCalls[kind]]),
    ),
    ...enteredTheOrigin(stats),
    counter("vitrine_fragments_total", "Fragments by where their data came from.", fragmentSamples(stats)),
    {
      name: "vitrine_fragment_wait_seconds",
      type: "histogram",
      help: "From the start of a page view until a fragment came that was not at hand.",
      samples: waitSamples(stats),
    },
    counter("vitrine_exposures_total", "Pages shown, by experiment and arm.", exposureSamples(stats)),
    counter("vitrine_bulletin_reads_total", "Reads of the bulletin.", [[{}, stats.bulletinReads]]),
    { name: "vitrine_isolates", type: "gauge", help: "Isolates that reported in the last ten minutes.", samples: [[{}, stats.isolates]] },
    {
      name: "vitrine_counting_since_seconds",
      type: "gauge",
      help: "When counting began, in seconds since 1970.",
      samples: [[{}, stats.since / 1000]],
    },
  ];
}

function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, type: "counter", help, samples };
}

/** The edge's count and the origin's own differ by calls that never arrived, and by other callers. */
function enteredTheOrigin({ origin }: Stats): Metric[] {
  if (!origin) return [];
  const samples = Object.entries(origin).map(([kind, count]): Sample => [{ kind }, count]);
  return [counter("vitrine_origin_entered_total", "Calls that entered the origin, as it counts them itself.", samples)];
}

function fragmentSamples({ fragments }: Stats): Sample[] {
  return Object.entries(fragments).flatMap(([fragment, counts]) =>
    FRAGMENT_STATES.map((state): Sample => [{ fragment, state }, counts[state]]),
  );
}

function exposureSamples({ exposures }: Stats): Sample[] {
  return Object.entries(exposures).flatMap(([experiment, arms]) =>
    Object.entries(arms).map(([arm, count]): Sample => [{ experiment, arm }, count]),
  );
}

/** Prometheus counts each class with all below it. */
function waitSamples({ fragmentWaits }: Stats): Sample[] {
  return Object.entries(fragmentWaits).flatMap(([fragment, { classes, sumMs }]) => {
    let below = 0;
    const buckets = classes.map((count, at): Sample => {
      below += count;
      const end = WAIT_CLASSES[at];
      return [{ fragment, le: end === undefined ? "+Inf" : String(end / 1_000) }, below, "_bucket"];
    });
    return [...buckets, [{ fragment }, sumMs / 1_000, "_sum"], [{ fragment }, below, "_count"]];
  });
}

function writeMetric({ name, type, help, samples }: Metric): string {
  const lines = samples.map(([labels, value, suffix = ""]) => `${name}${suffix}${writeLabels(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

function writeLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escapeLabel(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
