import { setTimeout as sleep } from "node:timers/promises";
import { type Bench, figure, timed } from "./figure.ts";
import {
  type BenchGround,
  body,
  callDirectly,
  createBenchGround,
  headers,
  path,
  rights,
  runOnce,
} from "./ground.ts";

const samples = 500;
const coldSamples = 40;

/** The same call to the same server: by `fetch`, through the broker, and from a function: warm, cold, and with a process for this run alone. */
export const runBench: Bench = async () => {
  const ground = await createBenchGround();
  const pooled = ground.runner();
  const alone = ground.runner({ poolSize: 0, maxRunsPerProcess: 1 });
  let names = 0;
  const fresh = () => `fresh${++names}`;
  const direct = () => callDirectly(ground.apiBase);
  const brokered = () => callBroker(ground);
  const warm = () => runOnce(pooled, "warm");

  try {
    const times = { direct: [0], broker: [0], warm: [0], overhead: [0], cold: [0], process: [0] };
    for (const list of Object.values(times)) list.length = 0;
    for (let n = 0; n < 200; n++) await Promise.all([direct(), brokered(), warm()]);
    await pooled.warmUp();
    // In turn, so that whatever else the machine does falls on all of them alike.
    for (let n = 0; n < samples; n++) {
      const [directMs, brokerMs, warmMs] = [
        await timed(direct),
        await timed(brokered),
        await timed(warm),
      ];
      times.direct.push(directMs);
      times.broker.push(brokerMs);
      times.warm.push(warmMs);
      times.overhead.push(warmMs - directMs);
    }
    for (let n = 0; n < coldSamples; n++) {
      await sleep(150);
      await pooled.warmUp();
      times.cold.push(await timed(() => runOnce(pooled, fresh())));
      times.process.push(await timed(() => runOnce(alone, fresh())));
    }
    return [
      figure("run.direct", "ms", times.direct),
      figure("run.broker", "ms", times.broker),
      figure("run.warm", "ms", times.warm),
      figure("run.overhead", "ms", times.overhead, 2, 6),
      figure("run.cold", "ms", times.cold, 10.5),
      figure("run.process", "ms", times.process, 87),
    ];
  } finally {
    await ground.close();
  }
};

async function callBroker({ broker }: BenchGround): Promise<void> {
  const call = {
    method: "POST",
    url: `https://slack.com${path}`,
    headers: Object.entries(headers),
    body: Buffer.from(body),
  };
  const { signal } = new AbortController();
  const answer = await broker.open(rights, Date.now() + 30_000).call(call, signal);
  if (!("status" in answer) || answer.status !== 200) throw new Error(JSON.stringify(answer));
}
