import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type Harness,
  createHarness,
  openIdProvider,
  permission,
  principal,
} from "../clients/oauth-harness.ts";
import { startStrictProvider, visit } from "../support/strict-provider.ts";
import { cutOff } from "../../src/connections/standing.ts";
import type { Round } from "./refresh-caller.ts";

const caller = fileURLToPath(new URL("refresh-caller.ts", import.meta.url));
/** Some seconds on two cores; `REFRESH_ROUNDS=200` is the long form. */
const rounds = Number(process.env["REFRESH_ROUNDS"] ?? 60);
const processes = 4;
const callers = 25;

let strict: Awaited<ReturnType<typeof startStrictProvider>>;
let harness: Harness;
let sent = 0;
let running: Caller[] = [];

beforeAll(async () => {
  strict = await startStrictProvider();
});
afterAll(() => strict.close());
beforeEach(async () => {
  harness = await createHarness(openIdProvider(strict.origin));
  await signIn();
  sent = 0;
  strict.hooks.beforeToken = async () => void (sent += 1);
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  running = [];
  await harness.close();
});

async function signIn() {
  const { authorizationUrl } = await harness.begin([
    permission("files.read"),
    permission("openid"),
  ]);
  const url = await visit(authorizationUrl);
  expect((await harness.connections.complete({ url, principal })).status).toBe("granted");
}

type Caller = Awaited<ReturnType<typeof startCaller>>;

async function startCaller(clockMs = 0, hurry = 1) {
  const child = spawn(
    process.execPath,
    [caller, harness.dataDir, strict.origin, String(clockMs), String(hurry)],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    /** What its callers were given; undefined where the process was killed. */
    async ask(round: Partial<Round> = {}): Promise<readonly string[] | undefined> {
      child.stdin.write(`${JSON.stringify({ callers, ...round })}\n`);
      const line = await lines.next();
      return line.done === true ? undefined : JSON.parse(line.value);
    },
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}

/** Clocks that are wrong by minutes, as those of machines are. */
const clocks = [0, 240_000, -240_000, 1_000];

test(`of ${processes * callers} callers in ${processes} processes one renews, ${rounds} times in a row`, async () => {
  running = await Promise.all(clocks.map((clockMs) => startCaller(clockMs)));
  const seen = new Set<string>();
  for (let round = 1; round <= rounds; round++) {
    const answers = await Promise.all(running.map((one) => one.ask()));
    const given = new Set(answers.flat());
    for (const token of given) seen.add(String(token));
    expect({ round, given: given.size, sent }).toEqual({ round, given: 1, sent: round });
  }
  expect(seen.size).toBe(rounds);
  expect(await harness.connections.list()).toMatchObject([{ status: "active" }]);
}, 300_000);

/** Waits pass ten times as fast: a process that died gives way after 3 seconds in place of 30. */
const hurry = 10;

test("a process that is killed in the middle of it costs time, and no connection", async () => {
  running = await Promise.all(clocks.map((clockMs) => startCaller(clockMs, hurry)));
  const steps = ["before-send", "after-write", "before-send", "after-write"] as const;
  for (const [round, dieAt] of steps.entries()) {
    const [victim, ...others] = running;
    expect(await victim?.ask({ dieAt })).toBeUndefined();
    const answers = await Promise.all(others.map((one) => one.ask()));
    const given = new Set(answers.flat());
    expect({ dieAt, given: given.size, sent }).toEqual({ dieAt, given: 1, sent: round + 1 });
    expect([...given][0]).toHaveLength(43);
    // Another one in its place, whose clock knows of the rounds there were.
    running = [...others, await startCaller((round + 1) * 4_200_000, hurry)];
  }
  expect(await harness.connections.list()).toMatchObject([{ status: "active" }]);
}, 240_000);

test("with the new pair lost between answer and write a person is told so, and signs in again", async () => {
  running = await Promise.all([startCaller(0, hurry), startCaller(0, hurry)]);
  const [before] = await harness.connections.list();
  expect(await running[0]?.ask({ dieAt: "after-answer" })).toBeUndefined();
  expect(await running[1]?.ask()).toEqual(["reconnect-needed"]);
  const [connection] = await harness.connections.list();
  expect(connection).toMatchObject({ status: "reconnect-needed", statusReason: cutOff });
  const request = await harness.connections.reconnect(connection?.id ?? "");
  expect(request.detail).toContain("cut off");
  await signIn();
  expect(await harness.connections.list()).toMatchObject([
    { id: before?.id, name: before?.name, status: "active" },
  ]);
}, 120_000);
