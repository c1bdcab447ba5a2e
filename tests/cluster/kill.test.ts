import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestCluster, startCluster } from "./ground.ts";
import { startSlowModel } from "./slow-model.ts";

/**
 * Three servers on one Postgres behind a load balancer; one at random is killed every few seconds and
 * started again. Nothing that was accepted is lost. `KILL_SECONDS=120` is the long form.
 */
const seconds = Number(process.env["KILL_SECONDS"] ?? 10);
/** On a machine that is so busy that a server takes long to start it goes on until there were two. */
const leastKills = 2;
const servers = 3;
const killEveryMs = 4_000;
const callEveryMs = 250;
const chatEveryMs = 1_500;
/** What was under way in a process that is killed is taken up after ten seconds; so long nothing moves at most. */
const patienceMs = 60_000;
/** Calls that wait to be posted: more are not sent, so that a slow machine has no more to do than a fast one. */
const mostWaiting = 30;
const channels = ["general", "random", "product-updates", "engineering", "sales", "support"];
/** Minutes that were missed when it begins: each is owed once, by whichever process sees it. */
const missed = 40;

let cluster: TestCluster;
let model: Awaited<ReturnType<typeof startSlowModel>>;

beforeAll(async () => {
  model = await startSlowModel(120);
  cluster = await startCluster(servers, {
    MODEL: "slow",
    OPENAI_API: "chat",
    OPENAI_BASE_URL: model.url,
  });
}, 120_000);
afterAll(async () => {
  await cluster?.close();
  model?.close();
}, 60_000);

const posts = `export default {
  async fetch(request: Request): Promise<Response> {
    const { key, channel } = (await request.json()) as { key: string; channel: string };
    const answer = await fetch("https://slack.com/api/chat.postMessage", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ channel: "#" + channel, text: key }),
    });
    const { ok, error } = (await answer.json()) as { ok: boolean; error?: string };
    if (!ok) return Response.json({ detail: error }, { status: 500 });
    return Response.json({ key });
  },
};
`;
const ticks = `export default {
  async fetch(): Promise<Response> {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return Response.json({ ticked: true });
  },
};
`;

test("an account whose sign-in begins at one process and ends at another is connected", async () => {
  await cluster.connectSlack(["chat:write"]);
  const { connections } = await cluster.json("/api/connections");
  expect(connections).toMatchObject([{ provider: "slack", status: "active" }]);
});

test(
  "nothing that was accepted is lost, whichever process is killed",
  async () => {
    await cluster.json("/api/functions/posts", "PUT", { code: posts });
    await cluster.json("/api/functions/ticks", "PUT", { code: ticks });
    const hook = await cluster.json("/api/automations", "POST", {
      function: "posts",
      trigger: { type: "webhook" },
      settings: { attempts: 20 },
    });
    const clock = await cluster.json("/api/automations", "POST", {
      function: "ticks",
      trigger: { type: "schedule", cron: "* * * * *" },
      settings: { misfire: "all", overlap: "queue" },
    });
    await letMinutesPass(clock.id, missed);

    const accepted = new Set<string>();
    let duplicates = 0;
    const call = async (key: string, channel: string) => {
      const answer = await cluster
        .send(`/hooks/${hook.id}`, {
          method: "POST",
          headers: { authorization: `Bearer ${hook.secret}`, "idempotency-key": key },
          body: JSON.stringify({ key, channel }),
        })
        .catch(() => undefined);
      if (answer?.status !== 202) return;
      accepted.add(key);
      const { duplicate }: any = await answer.json().catch(() => ({}));
      if (duplicate) duplicates += 1;
    };
    const posted = async () =>
      countsOf((await cluster.messages()).filter((text) => text.startsWith("call-")));
    const asked = new Map<string, Promise<void>>();
    const answered = new Set<string>();
    const until = Date.now() + seconds * 1000;
    let kills = 0;
    const goesOn = () => Date.now() < until || kills < leastKills;

    const killing = (async () => {
      while (goesOn()) {
        await sleep(killEveryMs * (0.75 + Math.random() / 2));
        const victim = Math.floor(Math.random() * servers);
        await cluster.kill(victim);
        kills += 1;
        await cluster.start(victim);
      }
    })();
    const calling = (async () => {
      const sent: Promise<void>[] = [];
      for (let at = 0; goesOn(); at += 1) {
        const [key, channel] = [`call-${at}`, channels[at % channels.length] ?? ""];
        // Each third call is sent twice, as a sender does that had no answer in time.
        sent.push(call(key, channel));
        if (at % 3 === 0) sent.push(call(key, channel));
        do await sleep(callEveryMs);
        while (goesOn() && accepted.size - (await posted()).size > mostWaiting);
      }
      await Promise.all(sent);
    })();
    const chatting = (async () => {
      for (let at = 0; goesOn(); at += 1) {
        const question = `question-${at}`;
        asked.set(
          question,
          ask(question).then((isAccepted) => void (isAccepted && answered.add(question))),
        );
        await sleep(chatEveryMs);
      }
    })();
    await Promise.all([killing, calling, chatting]);
    await Promise.all(asked.values());

    const calls = await eventually(async () => {
      const found = await posted();
      const lost = [...accepted].filter((key) => !found.has(key));
      return { found, lost, left: lost.length };
    });
    const scheduled = await eventually(async () => {
      const { deliveries } = await cluster.json(
        `/api/automations/${clock.id}/deliveries?limit=100`,
      );
      const open = deliveries.filter(({ finishedAt }: any) => finishedAt === null);
      return { deliveries, left: open.length };
    });
    const open = await eventually(async () => {
      const all = await Promise.all(
        [...answered].map(async (id) => [id, await textOf(id)] as const),
      );
      const without = all.filter(([id, text]) => text !== model.wholeOf(id));
      return { without, left: without.length };
    });
    const { deliveries } = await cluster.json(`/api/automations/${hook.id}/deliveries?limit=100`);
    const again = [...calls.found].filter(([, times]) => times > 1).length;
    process.stdout.write(
      `${JSON.stringify({
        seconds,
        kills,
        accepted: accepted.size,
        lost: calls.lost.length,
        duplicates,
        postedTwice: again,
        scheduled: scheduled.deliveries.length,
        chats: answered.size,
        broken: open.without.length,
        patience: [calls.ms, scheduled.ms, open.ms],
      })}\n`,
    );
    if (process.env["KILL_LOGS"] !== undefined) process.stdout.write(cluster.logs());
    expect(kills).toBeGreaterThanOrEqual(leastKills);
    expect(calls.lost).toEqual([]);
    expect(open.without).toEqual([]);
    expect(scheduled.deliveries.length).toBeGreaterThanOrEqual(missed);
    expect(scheduled.deliveries.every(({ status }: any) => status === "succeeded")).toBe(true);
    const keys = scheduled.deliveries.map(({ key }: any) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(duplicates).toBeGreaterThan(0);
    expect(deliveries.length).toBeGreaterThan(0);
    // A start runs again only where its process was killed while it ran.
    expect(again).toBeLessThanOrEqual(kills * 10);
  },
  seconds * 1000 + 600_000,
);

/** As if the servers had not been there: the schedule was due some minutes ago, and each minute since. */
async function letMinutesPass(id: string, minutes: number): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: cluster.databaseUrl });
  await client.connect();
  const minute = 60_000;
  const since = Math.floor(Date.now() / minute) * minute - (minutes - 1) * minute;
  await client.query("update automations set next_at = $1 where id = $2", [
    new Date(since).toISOString(),
    id,
  ]);
  await client.end();
}

/** Asks, and reads to the end, coming again where the connection is cut; false where it was not accepted. */
async function ask(question: string): Promise<boolean> {
  const body = {
    id: question,
    message: { id: `m-${question}`, role: "user", parts: [{ type: "text", text: question }] },
  };
  const sent = await cluster
    .send("/api/chat", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })
    .catch(() => undefined);
  if (!sent?.ok) return false;
  let stream: Response | undefined = sent;
  for (;;) {
    const isWhole = await stream
      ?.text()
      .then(() => true)
      .catch(() => false);
    if (isWhole) return true;
    await sleep(300);
    stream = await cluster.send(`/api/chats/${question}/stream`).catch(() => undefined);
    if (stream?.status === 204) return true;
    if (!stream?.ok) stream = undefined;
  }
}

async function textOf(chatId: string): Promise<string> {
  const { messages } = await cluster.json(`/api/chats/${chatId}`).catch(() => ({ messages: [] }));
  const [, answer, ...more] = messages;
  if (more.length > 0) return `There are ${messages.length} messages.`;
  return (answer?.parts ?? [])
    .flatMap(({ type, text, data }: any) => (type === "text" ? text : (data?.detail ?? [])))
    .join("");
}

function countsOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** The last look: that nothing is left, or that nothing moved for long. And how long it took. */
async function eventually<Look extends { readonly left: number }>(
  look: () => Promise<Look>,
): Promise<Look & { readonly ms: number }> {
  const begun = Date.now();
  let best = { left: Infinity, at: begun };
  for (;;) {
    const found = await look();
    const now = Date.now();
    if (found.left < best.left) best = { left: found.left, at: now };
    if (found.left === 0 || now - best.at > patienceMs) return { ...found, ms: now - begun };
    await sleep(300);
  }
}
