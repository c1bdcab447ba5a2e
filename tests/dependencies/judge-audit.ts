import { z } from "zod";

const report = z.object({
  metadata: z.object({
    vulnerabilities: z.object({ high: z.number(), critical: z.number(), total: z.number() }),
  }),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});
const refusal = z.object({ statusCode: z.number().optional(), message: z.string() });

/**
 * Tells apart what was found from a registry that answers no audits (mirrors often do not): its exit
 * code is the same for both, and a check that fails for a reason of the network is soon switched off.
 */
export function judgeAudit(
  stdout: string,
  stderr: string,
): { readonly isFine: boolean; readonly sentence: string } {
  const answer = parse(stdout);
  const found = report.safeParse(answer);
  if (found.success) {
    const { high, critical, total } = found.data.metadata.vulnerabilities;
    const grave = Object.entries(found.data.vulnerabilities)
      .filter(([, { severity }]) => severity === "high" || severity === "critical")
      .map(([name, { severity, range }]) => `\n  ${severity}: ${name} ${range}`);
    return high + critical === 0
      ? { isFine: true, sentence: `No grave advisory (${total} lesser ones).` }
      : { isFine: false, sentence: `${high + critical} grave advisories:${grave.join("")}` };
  }
  const refused = refusal.safeParse(answer);
  const line = stderr.trim().split("\n")[0] || "nothing";
  const why = refused.success ? refused.data.message : line;
  return {
    isFine: true,
    sentence: `NOT CHECKED: the registry does not answer audits (${why}). Run \`node tests/dependencies/audit.ts\` where it does.`,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
