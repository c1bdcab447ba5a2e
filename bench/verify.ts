import { readFileSync } from "node:fs";
import { createCatalog } from "../src/catalog/catalog.ts";
import { connectors, providers } from "../src/connectors/index.ts";
import { createVerifier } from "../src/functions/verify.ts";
import { type Bench, figure, timed } from "./figure.ts";

const rounds = 15;

/** All checks of one function, after the first. */
export const verifyBench: Bench = async () => {
  const code = readFileSync(
    new URL("../generated-functions/example/index.ts", import.meta.url),
    "utf8",
  );
  const verifier = createVerifier({ catalog: createCatalog(connectors, providers) });
  const check = async () => {
    const { problems } = await verifier.verify(code, "rendered");
    if (problems.length) throw new Error(JSON.stringify(problems));
  };
  await check();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) samples.push(await timed(check));
  return [figure("verify.warm", "ms", samples)];
};
