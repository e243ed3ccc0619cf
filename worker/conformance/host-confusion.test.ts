/** Threat: the shop is told that it is somebody else, and says so to others. */
import type { Answer } from "./site.ts";
import { type Attack, describeThreat, evilWord, type Target, wholeOf } from "./threat.ts";

async function saidBy(
  target: Target,
  attack: (path: string, host: string) => Promise<Answer>,
  host = `${evilWord()}.example`,
): Promise<string[]> {
  const path = await target.cold();
  const own = await attack(path, host);
  const later = await target.ask(path);
  return [own, later].flatMap((answer) =>
    wholeOf(answer).includes(host) ? [`${host} in ${answer === own ? "its own answer" : "everybody's"}`] : [],
  );
}

const host: Attack = {
  what: "by the Host field",
  on: (target) => saidBy(target, (path, evil) => target.ask(path, { headers: [["Host", evil]] })),
};

const port: Attack = {
  what: "by the port in the Host field",
  on: (target) =>
    saidBy(target, (path, evil) => target.ask(path, { headers: [["Host", evil]] }), `${new URL(target.origin).hostname}:${somePort()}`),
};

const somePort = () => 20_000 + Math.floor(Math.random() * 10_000);

const absolute: Attack = {
  what: "by a whole address as request target",
  on: (target) => saidBy(target, (path, evil) => target.ask(`http://${evil}${path}`, { headers: [["Host", evil]] })),
};

const twice: Attack = {
  what: "by a field that comes twice",
  on: (target) =>
    saidBy(target, (path, evil) =>
      target.ask(path, {
        headers: [
          ["X-Forwarded-Host", new URL(target.origin).host],
          ["X-Forwarded-Host", evil],
        ],
      }),
    ),
};

const forwarded: Attack = {
  what: "by fields that proxies add",
  on: (target) =>
    saidBy(target, (path, evil) =>
      target.ask(path, {
        headers: [
          ["X-Forwarded-Host", evil],
          ["Forwarded", `host=${evil}`],
          ["X-Host", evil],
        ],
      }),
    ),
};

describeThreat("host confusion", [host, port, absolute, twice, forwarded]);
