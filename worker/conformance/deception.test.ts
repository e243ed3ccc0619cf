/** Threat: somebody is led to an address that a cache takes for a file, and his page is kept for whoever asks next. */
import { type Attack, describeThreat, type Target } from "./threat.ts";

/** The victim opens what the attacker sent him; the attacker opens it after him. */
async function toldBy(target: Target, addresses: (page: string) => readonly string[]): Promise<string[]> {
  const { cookie, name, page } = await target.victim();
  const own = await target.ask(page, { headers: [["Cookie", cookie]] });
  if (!own.body.includes(name)) throw new Error(`the victim is not greeted at ${page}`);
  const found = [];
  for (const address of [page, ...addresses(page)]) {
    const headers = [
      ["Cookie", cookie],
      ["Accept", "text/css,image/*,*/*"],
    ] as const;
    for (let i = 0; i < 2; i++) await target.ask(address, { headers });
    const seen = await target.ask(address);
    if (seen.body.includes(name)) found.push(`${address} tells ${name}`);
  }
  return found;
}

const FILES = ["x.css", "x.js", "logo.png", "photo.jpg", "robots.txt", "favicon.ico"];

const suffixes: Attack = {
  what: "by a file's name behind the page's",
  on: (target) =>
    toldBy(target, (page) => FILES.flatMap((file) => [`${page}/${file}`, `${page}.${file.split(".")[1]}`, `${page}/..%2f${file}`])),
};

/** What servers and frameworks end a path at, where a cache does not. */
const DELIMITERS = [
  ";",
  "%3b",
  "%00",
  "%0a",
  "%09",
  "%23",
  "%3f",
  "$",
  "!",
  "~",
  "%20",
  "\\",
  "%5c",
  ":",
  "@",
  ",",
  "+",
  "%25",
  "%2f",
  "%2e",
  "%e2%80%a8",
  ";jsessionid=",
];

const delimiters: Attack = {
  what: "by a delimiter before the file's name",
  on: (target) => toldBy(target, (page) => DELIMITERS.map((delimiter) => `${page}${delimiter}x.css`)),
};

const traversal: Attack = {
  what: "by a way through the files' folder",
  on: (target) =>
    toldBy(target, (page) =>
      ["/static/..%2f", "/static/%2e%2e/", "/static/..%5c", "/assets/..;/", "/static/..%252f"].flatMap((way) => [
        `${way}${page.slice(1)}`,
        `${way}${page.slice(1)}?x.css`,
        `${way}${page.slice(1)}/x.css`,
      ]),
    ),
};

describeThreat("cache deception", [suffixes, delimiters, traversal]);
