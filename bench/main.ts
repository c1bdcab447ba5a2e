import type { Bench, Figure } from "./figure.ts";
import { memoryBench } from "./memory.ts";
import { pageBench } from "./page.ts";
import { planBench } from "./plan.ts";
import { runBench } from "./run.ts";
import { searchBench } from "./search.ts";
import { startBench } from "./start.ts";
import { throughputBench } from "./throughput.ts";
import { tokensBench } from "./tokens.ts";
import { verifyBench } from "./verify.ts";

/** `npm run bench`: a table for people; with `--json` one object a line. */
const benches: readonly Bench[] = [
  runBench,
  throughputBench,
  memoryBench,
  planBench,
  searchBench,
  tokensBench,
  verifyBench,
  startBench,
  pageBench,
];
const asJson = process.argv.includes("--json");

for (const bench of benches) {
  const figures = await bench();
  const lines = asJson ? figures.map((one) => JSON.stringify(one)) : tableOf(figures);
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Each figure beside the first of its unit that nothing of ours takes part in. */
function tableOf(figures: readonly Figure[]): readonly string[] {
  return figures.map((one) => {
    const direct = figures.find(({ name, unit }) => /\bdirect$/.test(name) && unit === one.unit);
    const ratio = direct ? `${(one.p50 / direct.p50).toFixed(2)} × direct` : "";
    const isMore = one.unit === "per second";
    const told = [
      { word: "target", value: one.p50, target: one.target },
      { word: "p95 target", value: one.p95, target: one.targetP95 },
    ].flatMap(({ word, value, target }) => {
      if (target === undefined) return [];
      const isKept = isMore ? value >= target : value <= target;
      return `${word} ${target}: ${isKept ? "kept" : "MISSED"}`;
    });
    return [
      one.name.padEnd(26),
      `p50 ${String(one.p50).padStart(10)}`,
      `p95 ${String(one.p95).padStart(10)}`,
      one.unit.padEnd(11),
      `n ${String(one.n).padStart(4)}`,
      ratio.padEnd(18),
      told.join(", "),
    ].join("  ");
  });
}
