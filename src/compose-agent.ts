import { type AgentSettings, type ChatMessage, createAgent } from "./agent/agent.ts";
import { createBuiltinModel } from "./agent/builtin/model.ts";
import { vocabularyOf } from "./agent/builtin/vocabulary.ts";
import { plan } from "./agent/plan.ts";
import type { AgentPorts, Turn } from "./agent/ports.ts";
import type { Prompts } from "./agent/prompts.ts";
import { storedPages } from "./agent/stored-pages.ts";
import { watchAgent } from "./audit/agent-acts.ts";
import type { Audit } from "./audit/audit.ts";
import { type Catalog, withoutModelSteps } from "./catalog/catalog.ts";
import { createEventSearch } from "./catalog/event-search.ts";
import { madeOf } from "./catalog/live.ts";
import { createCatalogSearch } from "./catalog/search.ts";
import type { UIMessageChunk } from "ai";
import { createChats } from "./chat/chats.ts";
import { createRunningAnswers } from "./chat/running.ts";
import type { Bus } from "./cluster/bus.ts";
import type { Members } from "./cluster/members.ts";
import { createChatAnswerStore } from "./store/chat-answers.ts";
import { modelProblem } from "./chat/failure.ts";
import { inNameOf } from "./connections/lacking.ts";
import type { Connections } from "./connections/connections.ts";
import type { Clock } from "./core/clock.ts";
import type { Log } from "./core/log.ts";
import type { Functions } from "./functions/functions.ts";
import type { Pages } from "./pages/pages.ts";
import type { Runs } from "./runs/runs.ts";
import type { ModelSetting } from "./setup/model.ts";
import { createChatStore } from "./store/chats.ts";
import type { Database } from "./store/database.ts";
import { createProposalStore } from "./store/proposals.ts";

interface AgentParts {
  readonly db: Database;
  readonly appId: string;
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly prompts: Prompts;
  readonly model: Pick<ModelSetting, "hosted">;
  readonly approvalSecret: string;
  readonly audit: Pick<Audit, "record">;
  readonly functions: Functions;
  readonly connections: Connections & Pick<AgentPorts["connections"], "modeOf">;
  readonly runs: Runs;
  readonly automations: AgentPorts["automations"];
  readonly pages: Pages;
  readonly members: Members;
  readonly bus: Bus;
  readonly log: Log;
}

/** The agent with all that its tools reach, and the chats that it answers in. */
export function composeAgent({ db, appId, clock, catalog, model, log, ...parts }: AgentParts) {
  const { approvalSecret, automations, connections, functions, pages, prompts, runs } = parts;
  const { bus, members } = parts;
  const builtin: AgentSettings = {
    model: createBuiltinModel({
      now: () => new Date(clock.now()),
      timezone: localTimezone(),
      vocabulary: madeOf(catalog, (whole) => vocabularyOf(withoutModelSteps(whole))),
    }),
    approvalSecret,
  };
  /** As it is set at the time: each turn asks for it. */
  const settings = (): AgentSettings => {
    const hosted = model.hosted();
    return hosted ? { model: hosted, approvalSecret } : builtin;
  };
  const search = madeOf(catalog, createCatalogSearch);
  const events = madeOf(catalog, createEventSearch);
  const testRun = (
    { name, version }: { readonly name: string; readonly version: number },
    input: Readonly<Record<string, unknown>>,
    options: Parameters<AgentPorts["runs"]["test"]>[2] & { readonly userId?: string },
  ) => runs.test(name, input, { ...options, trigger: "chat", version });
  const ports: AgentPorts = {
    clock,
    catalog,
    search: (query, limit) => search()(query, limit),
    searchEvents: (query, limit) => events()(query, limit),
    prompts,
    functions,
    connections: { ...connections, view: connections.viewAnybodys, mine: async () => undefined },
    proposals: createProposalStore(db, appId, clock),
    runs: {
      test: testRun,
      find: runs.find,
      hasRun: runs.hasRun,
      list: runs.list,
    },
    automations,
    pages: storedPages(pages),
  };
  /** In the name of who chats: what is done is theirs, functions act for them, and their own accounts are asked of them. */
  function portsOf(turn: Turn): AgentPorts {
    const watched = watchAgent(parts.audit, turn);
    const recorded = {
      ...ports,
      functions: watched.functions(functions),
      automations: watched.automations(automations),
      pages: storedPages(watched.pages(pages)),
    };
    const { userId } = turn;
    if (userId === undefined) return recorded;
    return {
      ...recorded,
      connections: {
        ...ports.connections,
        mine: () => connections.listOwn(userId),
        missing: (permissions) => connections.missing(permissions, userId),
        request: ({ account, ...wanted }) =>
          connections.request({ ...wanted, ...inNameOf(account, userId) }),
      },
      runs: {
        ...ports.runs,
        test: (wanted, input, options) => testRun(wanted, input, { ...options, userId }),
      },
    };
  }
  const rehearsing = {
    ports,
    get settings() {
      return settings();
    },
    preview: functions.preview,
  };
  return {
    search: ports.search,
    rehearsing,
    plan: (request: Parameters<typeof plan>[1]) =>
      plan(rehearsing, request).catch((error: unknown) => {
        throw modelProblem(error);
      }),
    chats: createChats({
      store: createChatStore<ChatMessage>(db, appId, clock),
      agent: (turn, wanted) =>
        createAgent(portsOf(turn), wanted === "builtin" ? builtin : settings(), turn),
      isHosted: () => model.hosted() !== undefined,
      running: createRunningAnswers({
        store: createChatAnswerStore<UIMessageChunk>(db, appId, clock, members.id),
        bus,
        appId,
        hasOthers: members.hasOthers,
        log,
      }),
      clock,
      connections,
      subjectOf: async ({ kind, name }) => {
        if (kind === "page") {
          const slug = await pages.resolve(name);
          return (await pages.list()).some((page) => page.slug === slug)
            ? { kind, name: slug }
            : undefined;
        }
        const today = await functions.resolve(name);
        return (await functions.find(today)) && { kind, name: today };
      },
      log,
    }),
  };
}

function localTimezone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
