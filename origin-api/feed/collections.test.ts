import { describe, expect, it } from "vitest";
import { type DescribedCollection, planDerived, planDescribed } from "./collections.ts";

const described = (id: string, parentId: string | null, en: string, kind: DescribedCollection["kind"] = null): DescribedCollection => ({
  line: 1,
  id,
  kind,
  parentId,
  position: 1,
  titles: { en },
  intros: {},
  ground: "chalk",
  picture: null,
});

describe("collections that the feed describes", () => {
  const { plan, problems } = planDescribed([
    described("table", null, "Table"),
    described("mugs", "table", "Mugs & cups"),
    described("new", null, "New things"),
    described("story", null, "Story", "room"),
    described("lost", "nowhere", "Lost"),
    described("rims", "mugs", "Rims"),
    described("a", "b", "A"),
    described("b", "a", "B"),
    described("self", "self", "Self"),
  ]);

  it("are rooms when something stands in them or they say so, shelves in a room, and extra listings otherwise", () => {
    expect(plan.collections.map(({ id, kind, parentId }) => [id, kind, parentId])).toEqual([
      ["table", "room", null],
      ["mugs", "shelf", "table"],
      ["new", "extra", null],
      ["story", "room", null],
      ["lost", "extra", null],
      ["rims", "extra", null],
      ["a", "room", null],
      ["b", "room", null],
      ["self", "room", null],
    ]);
  });

  it("stand in no room when that is a shelf, a circle, or nowhere, and the report says so", () => {
    expect(problems.map(({ id, because }) => [id, because])).toEqual([
      ["lost", "has a parent that the feed does not describe: stands in no room"],
      ...["rims", "a", "b", "self"].map((id) => [id, "has a parent that stands in another itself: stands in no room"]),
    ]);
  });

  it("are found by the English path, whatever the case", () => {
    expect(plan.place([["Table", "Mugs & Cups"]], ["new"])).toEqual({
      homeId: "mugs",
      collectionIds: ["mugs", "new", "table"],
      unknown: [],
    });
    expect(plan.place([["table"]], [])).toEqual({ homeId: "table", collectionIds: ["table"], unknown: [] });
  });

  it("are told when they do not exist, and the product stands where it can", () => {
    expect(plan.place([["Table", "Spoons"]], ["new", "sale"])).toEqual({
      homeId: null,
      collectionIds: ["new"],
      unknown: [
        { field: "product_type", value: "Table > Spoons" },
        { field: "v:also", value: "sale" },
      ],
    });
  });
});

describe("collections made of product types", () => {
  it("are rooms with shelves, with handles that differ", () => {
    const { plan } = planDerived([["Table", "Sets"], ["Garden", "Sets"], ["Table"], ["台所", "鍋"], []]);
    expect(plan.collections.map(({ id, kind, parentId }) => [id, kind, parentId])).toEqual([
      ["table", "room", null],
      ["sets", "shelf", "table"],
      ["garden", "room", null],
      [expect.stringMatching(/^sets-[0-9a-f]{8}$/), "shelf", "garden"],
      [expect.stringMatching(/^c-[0-9a-f]{8}$/), "room", null],
      [expect.stringMatching(/^c-[0-9a-f]{8}$/), "shelf", expect.stringMatching(/^c-/)],
    ]);
    expect(plan.place([["Garden", "Sets"]], [])).toMatchObject({ collectionIds: [expect.stringMatching(/^sets-/), "garden"], unknown: [] });
  });

  it("are no more than a shop can have, and the report names the first that is too many", () => {
    const { plan, problems } = planDerived(Array.from({ length: 2_100 }, (_, i) => [`Room ${i}`]));
    expect([plan.collections.length, problems.map(({ value }) => value)]).toEqual([2_000, ["Room 2000"]]);
  });
});
