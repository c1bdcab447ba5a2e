import { spawnSync } from "node:child_process";
import { judgeAudit } from "./judge-audit.ts";

/** `npm audit` of what is shipped. Fails where something is found, and says so where the registry does not answer. */
const { stdout, stderr } = spawnSync(
  "npm",
  ["audit", "--omit=dev", "--audit-level=high", "--json"],
  { encoding: "utf8", timeout: 120_000 },
);
const { isFine, sentence } = judgeAudit(stdout ?? "", stderr ?? "");
process.stdout.write(`${sentence}\n`);
process.exitCode = isFine ? 0 : 1;
