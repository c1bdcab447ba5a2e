import type { Catalog } from "../catalog/catalog.ts";
import type { EventSearch } from "../catalog/event-search.ts";
import type { CatalogSearch } from "../catalog/search.ts";
import type { AutomationView, DeliveryView } from "../contract/automation.ts";
import type { ChatAbout } from "../contract/chat.ts";
import type { ConnectionRequestView, ConnectionView } from "../contract/connection.ts";
import type { RunView } from "../contract/run.ts";
import type { InspectionView, MergeChoice } from "../contract/function.ts";
import type { PageProblem, PageSummary } from "../contract/page.ts";
import type { PageSpec } from "../contract/page-spec.ts";
import type { Clock } from "../core/clock.ts";
import type { AccountsOf } from "../flow/check-accounts.ts";
import type { Flow } from "../flow/schema.ts";
import type { Permission } from "../permissions/compute.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { Proposal } from "../store/proposals.ts";
import type { Prompts } from "./prompts.ts";

/**
 * What the tools need of the rest. The real services fit these as they are; a plan puts others in
 * their place, so that it goes the same way and changes nothing.
 */
export interface AgentPorts {
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly search: CatalogSearch;
  readonly searchEvents: EventSearch;
  readonly prompts: Prompts;
  readonly functions: FunctionsPort;
  readonly connections: ConnectionsPort;
  readonly proposals: ProposalsPort;
  readonly runs: RunsPort;
  readonly automations: AutomationsPort;
  readonly pages: PagesPort;
}

export interface FunctionsPort {
  list(): Promise<readonly FunctionVersion[]>;
  /** Whether there is one, or one that was deleted and can come back. */
  hasAny(): Promise<boolean>;
  find(name: string): Promise<FunctionVersion | undefined>;
  /** The name of today for one that a function had before; any other is given back as it is. */
  resolve(name: string): Promise<string>;
  /**
   * `was` is the name that the function has until then; throws `function/name-taken`, and
   * `function/conflict` with `conflicts` where lines that were edited by hand are met.
   */
  save(
    flow: Flow,
    origin: {
      readonly prompt: string;
      readonly base?: number;
      readonly was?: string;
      readonly choices?: readonly MergeChoice[];
    },
  ): Promise<FunctionVersion>;
  /** What the checks find in code of a model's; nothing is saved. */
  inspect(
    name: string,
    code: string,
    what: "code-edit",
  ): Promise<Pick<InspectionView, "calls" | "problems">>;
  /** Throws `function/refused` with `problems`, and `function/changed`. */
  saveCode(
    name: string,
    code: string,
    origin: {
      readonly base: number;
      readonly madeBy: { readonly what: "code-edit"; readonly via: "chat" };
      readonly prompt: string;
    },
  ): Promise<FunctionVersion>;
  /** Throws `function/version-not-found`. */
  version(name: string, version: number): Promise<FunctionVersion>;
  /** Newest first. */
  versions(name: string): Promise<readonly FunctionVersion[]>;
  /** The version that an undo would bring back, or undefined where there is nothing to undo. */
  beforeUndo(name: string): Promise<FunctionVersion | undefined>;
  restore(name: string, version: number): Promise<FunctionVersion>;
  /** Undefined where there is nothing to undo. */
  undo(name: string): Promise<FunctionVersion | undefined>;
  /** Throws `function/name-taken`. */
  duplicate(name: string, to: string): Promise<FunctionVersion>;
  remove(name: string): Promise<void>;
  /** The last version of each deleted function. */
  deleted(): Promise<readonly FunctionVersion[]>;
  /** Brings a deleted one back; throws `function/name-taken`. */
  undelete(name: string): Promise<FunctionVersion>;
}

export interface ConnectionsPort {
  /** Those of the permissions that nobody granted yet. */
  missing(permissions: readonly Permission[]): Promise<readonly Permission[]>;
  /** Opens a request for all permissions of one provider. */
  request(request: {
    readonly chatId: string;
    readonly provider: string;
    /** Which of several accounts; absent for the default. */
    readonly account?: string;
    readonly permissions: readonly Permission[];
    /** Nobody said whose account it is: each person may connect their own instead. */
    readonly offersOwn?: true;
  }): Promise<{ readonly id: string }>;
  view(requestId: string): Promise<ConnectionRequestView>;
  /** The first hundred accounts, of a provider where one is said; of each the default first. */
  list(provider?: string): Promise<readonly ConnectionView[]>;
  count(of: { readonly provider?: string }): Promise<number>;
  /** Those of the person who chats; undefined where nobody is known. */
  mine(): Promise<readonly ConnectionView[] | undefined>;
  /** How many people have an account of their own at each provider; never whose. */
  counts(): Promise<readonly { readonly provider: string; readonly people: number }[]>;
  /** Names of the accounts that are connected, the default of each provider first. */
  accounts(): Promise<AccountsOf>;
  /** Whether a provider is the real one or its stand-in. */
  modeOf(provider: string): ConnectionRequestView["mode"];
}

export interface ProposalsPort {
  add(proposal: Omit<Proposal, "id">): Promise<Proposal>;
  find(chatId: string, id: string): Promise<Proposal | undefined>;
}

export interface RunsPort {
  /** Throws `run/changed` where another version is the current one. */
  test(
    { name, version }: { readonly name: string; readonly version: number },
    input: Readonly<Record<string, unknown>>,
    /** A dry run holds back what would change something, and tells it. */
    options: { readonly dryRun: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<RunView>;
  find(id: string): Promise<RunView | undefined>;
  /** Whether this version ever ran for real. */
  hasRun(version: { readonly name: string; readonly version: number }): Promise<boolean>;
  list(filter: { readonly function?: string; readonly limit: number }): Promise<readonly RunView[]>;
}

/** What starts functions by itself. */
export interface AutomationsPort {
  list(): Promise<readonly AutomationView[]>;
  hasAny(): Promise<boolean>;
  pause(id: string): Promise<AutomationView>;
  resume(id: string): Promise<AutomationView>;
  /** Of a flow's: its trigger becomes manual, in a new version. */
  remove(id: string, via: "chat"): Promise<void>;
  /** Of one automation, newest first. */
  deliveries(
    id: string,
    filter: { readonly status: DeliveryView["status"]; readonly limit: number },
  ): Promise<readonly DeliveryView[]>;
}

/** One version of a page. */
export interface PageVersion {
  readonly slug: string;
  readonly version: number;
  readonly spec: PageSpec;
}

export type ListedPage = Pick<PageSummary, "slug" | "title" | "version" | "functions">;

export interface PagesPort {
  list(): Promise<readonly ListedPage[]>;
  /** Whether there is one, or one that was deleted and can come back. */
  hasAny(): Promise<boolean>;
  /** The page at exactly this address. */
  find(slug: string): Promise<PageVersion | undefined>;
  /** The slug of today for one that a page had before; any other is given back as it is. */
  resolve(slug: string): Promise<string>;
  /** What is wrong with a spec, or may be; anything may be given. */
  check(spec: unknown): Promise<readonly PageProblem[]>;
  /** Throws `page/slug-taken`, and `page/refused` with `problems`. */
  create(spec: PageSpec, origin: { readonly prompt: string }): Promise<PageVersion>;
  /** Throws `page/changed` where `base` is not the current version, besides what `create` does. */
  save(
    slug: string,
    spec: PageSpec,
    origin: { readonly prompt: string; readonly base: number },
  ): Promise<PageVersion>;
  /** Newest first. */
  versions(slug: string): Promise<readonly PageVersion[]>;
  /** Throws `page/version-not-found`. */
  restore(slug: string, version: number): Promise<PageVersion>;
  /** Undefined where there is nothing to undo. */
  undo(slug: string): Promise<PageVersion | undefined>;
  /** The version that an undo would bring back. */
  beforeUndo(slug: string): Promise<PageVersion | undefined>;
  remove(slug: string): Promise<void>;
  /** The last version of each deleted page. */
  deleted(): Promise<readonly ListedPage[]>;
  /** Brings a deleted one back; throws `page/slug-taken`. */
  undelete(slug: string): Promise<PageVersion>;
}

/** What one turn of a chat is about. */
export interface Turn {
  readonly chatId: string;
  /** The person's last sentence; written functions keep it. */
  readonly prompt: string;
  /** What the person has beside the chat, by its name of today: they mean it where they name no other. */
  readonly about?: ChatAbout;
  /** Who chats: a step that acts for whoever calls acts for them. */
  readonly userId?: string;
}
