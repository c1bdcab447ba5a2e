import { readFileSync } from "node:fs";
import { createCatalog } from "../src/catalog/catalog.ts";
import { connectors, providers } from "../src/connectors/index.ts";
import { createVerifier } from "../src/functions/verify.ts";
import { type Bench, type Figure, figure, timed } from "./figure.ts";

const rounds = 15;
const targetMs = 1500;

const withSdk = `import { createClientFromRequest } from "npm:@base44/sdk@0.8.6";
import { createHash } from "node:crypto";

Deno.serve(async (request) => {
  const base44 = createClientFromRequest(request);
  const { accessToken } = await base44.asServiceRole.connectors.getConnection("slack");
  const answer = await fetch("https://slack.com/api/chat.postMessage", {
    method: "POST",
    headers: { Authorization: \`Bearer \${accessToken}\` },
    body: new URLSearchParams({ channel: "C1", text: createHash("sha256").digest("hex") }),
  });
  return Response.json(await answer.json());
});
`;

/** All checks of one function, after the first: as we render it, and as a person writes it with Base44's SDK. */
export const verifyBench: Bench = async () => {
  const code = readFileSync(
    new URL("../generated-functions/example/entry.ts", import.meta.url),
    "utf8",
  );
  const verifier = createVerifier({ catalog: createCatalog(connectors, providers) });
  const measured = async (name: string, check: () => ReturnType<typeof verifier.verify>) => {
    const checked = async () => {
      const { problems } = await check();
      if (problems.length) throw new Error(JSON.stringify(problems));
    };
    await checked();
    const samples: number[] = [];
    for (let round = 0; round < rounds; round++) samples.push(await timed(checked));
    return figure(name, "ms", samples, targetMs);
  };
  const figures: Figure[] = [
    await measured("verify.warm", () => verifier.verify(code, "rendered")),
    await measured("verify.warm.sdk", () => verifier.verify(withSdk, "hand")),
  ];
  return figures;
};
