import { describe, expect, test } from "vitest";
import { askedOf, noFilter, queryOf, readFilter } from "./filter.ts";

describe("the filters of the audit log", () => {
  test("come back from the address as they were written into it", () => {
    const filter = {
      act: "key.made",
      actor: "user_1",
      outcome: "refused",
      from: "2026-11-01",
      to: "2026-11-30",
    } as const;
    expect(readFilter(`?${queryOf(filter)}`)).toEqual(filter);
    expect(queryOf(noFilter).size).toBe(0);
  });

  test("leave out what is none", () => {
    expect(readFilter("?act=made-up&outcome=maybe&from=yesterday&to=2026-13-01")).toEqual(noFilter);
  });

  test("hold the whole of the last day", () => {
    const asked = askedOf({ ...noFilter, from: "2026-11-30", to: "2026-11-30" });
    const [from, to] = ["from", "to"].map((name) => Date.parse(asked.get(name) ?? ""));
    expect((to ?? 0) - (from ?? 0)).toBe(24 * 60 * 60_000);
  });
});
