import { once } from "node:events";
import { createHarness, openIdProvider } from "./oauth-harness.ts";

/** A process of its own that renews one token, for twenty callers at once: `node oauth-refresh-worker.ts <data folder> <origin> <used token>`. */
const [, , dataDir = "", origin = "", used = ""] = process.argv;
const harness = await createHarness(openIdProvider(origin), { dataDir });
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdout.write("asking\n");
const asked = Array.from({ length: 20 }, () => harness.credentials.renew("acme", "user", used));
const answers = new Set((await Promise.all(asked)).map((answer) => JSON.stringify(answer)));
process.stdout.write(`${[...answers].join(" and ")}\n`);
await harness.close();
