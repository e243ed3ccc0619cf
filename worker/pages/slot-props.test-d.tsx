/** Mistakes that must not compile: what a slot is about is stored with its page, as JSON. */
import { defineFragment } from "../../fragments/define-fragment.ts";
import { surroundingsOf } from "../messages.ts";
import { openSlotBook } from "./slot.tsx";

const about = <Props,>() =>
  defineFragment({
    name: "about",
    scope: "public",
    source: "bulletin",
    read: (_, props: Props) => props,
    budgetMs: 0,
    reserve: "box",
    render: () => <p />,
    fallback: () => <p />,
  });

const plain = about<{ readonly sku: string; readonly others?: readonly { readonly name: string | null }[] }>();
const dated = about<{ readonly at: Date }>();
const large = about<{ readonly count: bigint }>();
const mapped = about<ReadonlyMap<string, string>>();

const { Slot } = openSlotBook<typeof plain | typeof dated | typeof large | typeof mapped>("nonce", surroundingsOf("en-gb"));
export const placed = [
  <Slot of={plain} props={{ sku: "NH-1", others: [{ name: null }] }} />,
  // @ts-expect-error A date is text when it comes back.
  <Slot of={dated} props={{ at: new Date(0) }} />,
  // @ts-expect-error JSON has no such numbers.
  <Slot of={large} props={{ count: 1n }} />,
  // @ts-expect-error A map is empty when it comes back.
  <Slot of={mapped} props={new Map()} />,
] satisfies readonly unknown[];
