import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConnectionStore } from "../../src/store/connections.ts";
import { createHarness, openIdProvider } from "../clients/oauth-harness.ts";

/** Where in a renewal the process is killed. */
export type Step = "before-send" | "after-answer" | "after-write";

/** A round: everybody's token has run out, and this process asks for it so many times at once. */
export interface Round {
  readonly callers: number;
  /** Dies at that step where it is the one that renews. */
  readonly dieAt?: Step;
}

const [, , dataDir = "", origin = "", clockMs = "0", hurry = "1"] = process.argv;
let dieAt: Step | undefined;
const die = () => process.kill(process.pid, "SIGKILL");

const storeFor = (store: ConnectionStore): ConnectionStore => ({
  ...store,
  async claimRefresh(...given) {
    const claim = await store.claimRefresh(...given);
    if (claim?.status === "claimed" && dieAt === "before-send") die();
    return claim;
  },
  async change(...given) {
    if (dieAt === "after-answer") die();
    const written = await store.change(...given);
    if (dieAt === "after-write") die();
    return written;
  },
});

const harness = await createHarness(openIdProvider(origin), {
  dataDir,
  clockMs: Number(clockMs),
  storeFor,
  wait: (ms) => sleep(ms / Number(hurry)),
});
process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const round: Round = JSON.parse(line);
  dieAt = round.dieAt;
  // The hour of a token, and what the clocks of the processes differ by.
  harness.pass(4_200_000);
  const asked = Array.from({ length: round.callers }, async () => {
    const given = await harness.credentials.get("acme", "user");
    return given.status === "ok"
      ? createHash("sha256").update(given.accessToken).digest("base64url")
      : given.status;
  });
  const answers = await Promise.all(asked.map((one) => one.catch(String)));
  process.stdout.write(`${JSON.stringify([...new Set(answers)])}\n`);
}
await harness.close();
