import { expect, test, vi } from "vitest";
import { createLateWrites } from "./late-writes.ts";
import type { Log } from "./log.ts";

function open() {
  const said: string[] = [];
  const log: Log = { write: (_, message) => void said.push(message) };
  return { said, late: createLateWrites(log, 1) };
}

test("what fails is written again until it is, and whoever wrote it has the error", async () => {
  const { said, late } = open();
  let tries = 0;
  const written = late.write("The end of it", async () => {
    tries += 1;
    if (tries < 4) throw new Error("away");
  });
  await expect(written).rejects.toThrow("away");
  await vi.waitFor(() => expect(said).toEqual(["The end of it is on record now, which was late."]));
  expect(tries).toBe(4);
});

test("what is written at once is written once, and nothing is tried after the end", async () => {
  const { said, late } = open();
  let [tries, others] = [0, 0];
  await late.write("One", async () => void (tries += 1));
  const other = late.write("Other", () => {
    others += 1;
    return Promise.reject(new Error("away"));
  });
  late.close();
  await expect(other).rejects.toThrow("away");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([tries, others, said]).toEqual([1, 1, []]);
});
