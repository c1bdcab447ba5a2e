import { expect, test } from "vitest";
import { sameCron } from "./cron.ts";

test.each([
  ["0 9 * * 1-5", "0 9 * * 1,2,3,4,5"],
  ["*/15 * * * *", "0,15,30,45 * * * *"],
  ["0 0 * * 7", "0 0 * * 0"],
  ["0 9-17/4 * * *", "0 9,13,17 * * *"],
  ["5/20 * * * *", "5,25,45 * * * *"],
])("%s is %s", (one, other) => expect(sameCron(one, other)).toBe(true));

test.each([
  ["0 9 * * 1-5", "0 9 * * 1-6"],
  ["0 9 * * *", "0 9 * *"],
  ["0 9 * * MON", "0 9 * * MON"],
  ["", ""],
])("%s is not %s", (one, other) => expect(sameCron(one, other)).toBe(false));
