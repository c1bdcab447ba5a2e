import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCatalog } from "../catalog/catalog.ts";
import { type EventInfo } from "../catalog/event.ts";
import { createVault } from "../connections/vault.ts";
import type { AutomationTrigger } from "../contract/automation.ts";
import type { ConnectionView } from "../contract/connection.ts";
import type { RunView } from "../contract/run.ts";
import type { LogLevel } from "../core/log.ts";
import { silentLog } from "../core/log.ts";
import { flowSchema } from "../flow/schema.ts";
import { createFunctions } from "../functions/functions.ts";
import type { Permission } from "../permissions/compute.ts";
import { acme, acmeProvider } from "../runs/broker/acme.fixture.ts";
import { createAutomationStore } from "../store/automations.ts";
import { defaultAppId } from "../store/database.ts";
import { openTestDatabase, untilQuiet } from "../store/ground.ts";
import { createDeliveryStore } from "../store/deliveries.ts";
import { createFunctionStore } from "../store/functions.ts";
import { createAutomations } from "./automations.ts";
import type { Hand } from "./hand.ts";
import type { StartRun } from "./ports.ts";
import type { EventSources } from "./sources.ts";
import type { AutomationState } from "./state.ts";

const minuteMs = 60_000;

/** What the started function does; the last entry is for all that follow. */
export type Ends = (call: Call) => Partial<RunView> | Promise<Partial<RunView>>;

export interface Call {
  readonly name: string;
  readonly input: unknown;
  readonly options: Parameters<StartRun>[2];
}

/** An event that is asked for once a minute. */
export const itemAdded: EventInfo = {
  id: "acme.item.added",
  title: "An item is added",
  scopes: [["all"]],
  via: ["polling"],
  docs: "https://acme.test/docs",
  poll: {
    operations: ["acme.items.list"],
    every: 60,
    ask: async () => ({ cursor: null, happenings: [] }),
  },
};
export const itemTold: EventInfo = { ...itemAdded, id: "acme.item.told", via: ["push"] };
delete (itemTold as { poll?: unknown }).poll;

/** Automations on a real database, with a clock that moves only when it is told to, and functions that only count. */
export async function openGround({
  time = Date.parse("2026-11-23T10:00:00Z"),
  dataDir: kept,
  events = [itemAdded, itemTold],
  slots = 8,
  hand,
}: {
  readonly time?: number;
  readonly dataDir?: string;
  readonly events?: readonly EventInfo[];
  readonly slots?: number;
  /** Gives work to other processes; without it this one is alone. */
  readonly hand?: Hand;
} = {}) {
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), "patchbay-"));
  const db = await openTestDatabase(dataDir);
  let now = time;
  const clock = { now: () => now };
  /** Timers go by what has passed, whatever the clock shows. */
  let passed = 0;
  let timers: { readonly at: number; readonly work: () => void }[] = [];
  const timer = {
    after(ms: number, work: () => void) {
      const one = { at: passed + ms, work };
      timers.push(one);
      return () => {
        timers = timers.filter((other) => other !== one);
      };
    },
  };
  const calls: Call[] = [];
  const logged: [LogLevel, string][] = [];
  const world = {
    missing: [] as Permission[],
    connections: [
      {
        provider: "acme",
        status: "active",
        scopes: { user: ["all"] },
      } as unknown as ConnectionView,
    ],
    ends: (() => ({})) as Ends,
    ask: (async () => ({ cursor: 1, happenings: [] })) as EventSources["ask"],
    open: (async () => {
      throw new Error("No channel.");
    }) as EventSources["open"],
    closed: [] as string[],
    originFor: ((): string | undefined => undefined) as (provider: string) => string | undefined,
    isHeard: false,
  };
  const start: StartRun = async (name, input, options) => {
    const call = { name, input, options };
    calls.push(call);
    const run = { id: `run_${calls.length}`, status: "succeeded", error: null };
    return { ...run, ...(await world.ends(call)) } as unknown as RunView;
  };
  const catalog = createCatalog([{ ...acme, events }], [acmeProvider]);
  const functions = createFunctions({
    store: createFunctionStore(db, defaultAppId, clock, (name) => automations.changed(name)),
    renderer: { render: async (flow) => `// ${JSON.stringify(flow)}\n` },
    verifier: { verify: async () => ({ operations: [], calls: [], direct: [], problems: [] }) },
    catalog,
    mirrorDir: join(dataDir, "functions"),
    log: silentLog,
  });
  const stores = {
    automations: createAutomationStore<AutomationState>(db, defaultAppId, clock),
    deliveries: createDeliveryStore(db, defaultAppId, clock),
  };
  const automations = createAutomations({
    stores,
    functions,
    connections: {
      missing: async () => world.missing,
      chosen: async (provider, account) =>
        world.connections.find(
          (one) => one.provider === provider && (account === undefined || one.name === account),
        ),
    },
    catalog,
    sources: {
      ask: (...given) => world.ask(...given),
      prepare: async (_, payload) => payload,
      open: (...given) => world.open(...given),
      close: async (_, { id }) => void world.closed.push(id),
    },
    vault: createVault([new Uint8Array(32)]),
    reach: {
      originFor: (provider) => world.originFor(provider),
      isHeard: () => world.isHeard,
    },
    origin: () => "https://patchbay.test",
    start,
    allowedFor: async () => [],
    clock,
    timer,
    hand,
    random: () => 0.5,
    slots,
    log: { write: (level, message) => void logged.push([level, message]) },
  });

  /** Lets all that is under way come to where it waits. */
  async function settle(): Promise<void> {
    await untilQuiet(60);
  }
  function fire(): boolean {
    const due = timers.filter(({ at }) => at <= passed);
    timers = timers.filter(({ at }) => at > passed);
    for (const { work } of due) work();
    return due.length > 0;
  }

  return {
    dataDir,
    db,
    stores,
    automations,
    functions,
    catalog,
    calls,
    logged,
    world,
    clock,
    settle,
    /** Milliseconds until something is done. */
    nextTimer: () => Math.min(...timers.map(({ at }) => at)) - passed,
    /** Sets the clock, as a person or a time server does; timers do not notice. */
    setClock(to: number) {
      now = to;
    },
    /** Lets time go by, with all that is due in it. */
    async pass(ms: number): Promise<void> {
      const until = passed + ms;
      const goTo = (to: number) => {
        now += to - passed;
        passed = to;
      };
      await settle();
      for (;;) {
        const next = Math.min(...timers.map(({ at }) => at));
        if (next > until) break;
        goTo(Math.max(passed, next));
        fire();
        await settle();
      }
      goTo(until);
    },
    /** Saves a flow that calls one operation. */
    save: (name: string, trigger: AutomationTrigger | { readonly type: "manual" }, inputs = {}) =>
      functions.current(name).then(
        ({ version }) => functions.save(flowOf(name, trigger, inputs), { base: version }),
        () => functions.save(flowOf(name, trigger, inputs), {}),
      ),
    async close() {
      await automations.close();
      await db.destroy();
      if (kept === undefined) rmSync(dataDir, { recursive: true });
    },
    /** As after SIGKILL: nothing is ended, only the file is let go. */
    kill: () => db.destroy(),
  };
}

export type Ground = Awaited<ReturnType<typeof openGround>>;

export const minutes = (count: number) => count * minuteMs;

function flowOf(name: string, trigger: object, inputs: object) {
  return flowSchema.parse({
    name,
    description: "Lists",
    trigger,
    inputs,
    steps: [{ id: "items", use: "acme.items.list", with: {} }],
  });
}
