import { once } from "node:events";
import { createHarness, openIdProvider } from "./oauth-harness.ts";

/** A process of its own that renews one token: `node oauth-refresh-worker.ts <data folder> <origin> <used token>`. */
const [, , dataDir = "", origin = "", used = ""] = process.argv;
const harness = await createHarness(openIdProvider(origin), { dataDir });
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdout.write("asking\n");
const answer = await harness.credentials.renew("acme", "user", used);
process.stdout.write(`${JSON.stringify(answer)}\n`);
await harness.close();
