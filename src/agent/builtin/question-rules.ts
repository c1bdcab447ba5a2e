import type { Concept } from "./question-words.ts";

/** What a question wants to know; answers.ts has an answer for each. */
export type QuestionKind =
  | "fact"
  | "tools"
  | "tool"
  | "events"
  | "access"
  | "account"
  | "connected"
  | "uses"
  | "why"
  | "needs"
  | "list-functions"
  | "code"
  | "describe"
  | "starts"
  | "automations"
  | "standing"
  | "not-run"
  | "next"
  | "changes"
  | "history"
  | "version"
  | "runs"
  | "failure"
  | "connect"
  | "grant"
  | "thanks";

/** What has to stand in a message for a kind. */
export interface Rule {
  readonly kind: QuestionKind;
  readonly all: readonly Concept[];
  /** One of these besides; all of them are words of asking, which a short one can do without. */
  readonly any?: readonly Concept[];
  readonly none?: readonly Concept[];
  /** Something that is no everyday word: a tool by name, a scope as the provider writes it, the number of a version. */
  readonly names?: "tool" | "scope" | "version";
  /**
   * About functions, unless data of a tool are spoken of: `what changed` is, `what changed in the
   * sheet` is a wish to look there.
   */
  readonly own?: true;
  /** Whether a word for data may be the name of a tool: `is my calendar connected`. */
  readonly bare?: true;
  /** About Patchbay, unless a tool is named. */
  readonly noTool?: true;
  /** Without a word of asking too, where nothing else is said: `slack permissions`. */
  readonly short?: true;
}

/** In the order they are tried. */
export const rules: readonly Rule[] = [
  { kind: "why", all: ["why"], any: ["access"], none: ["fail"] },
  { kind: "why", all: ["why", "need"], any: ["account", "connection", "it"], none: ["fail"] },
  { kind: "why", all: ["why", "need"], names: "tool", none: ["fail"] },
  {
    kind: "why",
    all: ["why"],
    names: "tool",
    none: ["fail", "thing", "did", "run"],
    bare: true,
    short: true,
  },
  { kind: "why", all: [], any: ["why", "which", "who"], names: "scope" },
  { kind: "not-run", all: ["why", "notRun"], own: true },
  {
    kind: "standing",
    all: ["paused"],
    any: ["it", "fn", "itself", "which"],
    none: ["account", "connection", "connected", "need", "access", "tool"],
    own: true,
    noTool: true,
  },
  { kind: "failure", all: ["fail", "why"], own: true },
  {
    kind: "failure",
    all: ["fail"],
    any: ["which", "did", "it", "fn", "runs"],
    own: true,
    short: true,
  },
  { kind: "next", all: ["scheduled"], any: ["it", "fn"], own: true },
  {
    kind: "automations",
    all: ["itself"],
    any: ["which", "show", "everything"],
    none: ["when", "next", "event", "change", "version", "does", "thing", "code", "fail"],
    own: true,
    noTool: true,
    short: true,
  },
  { kind: "runs", all: ["did", "run"], own: true, short: true },
  { kind: "runs", all: ["ran"], own: true },
  { kind: "runs", all: ["runs"], none: ["next"], own: true, short: true },
  { kind: "next", all: ["when", "run"], own: true },
  { kind: "next", all: ["next", "run"], own: true, short: true },
  { kind: "next", all: ["next", "runs"], own: true, short: true },
  { kind: "changes", all: ["change"], any: ["which", "show", "did", "version"], own: true },
  {
    kind: "version",
    all: ["version"],
    any: ["which", "show", "how", "did"],
    names: "version",
    own: true,
  },
  { kind: "history", all: ["history"], any: ["which", "show", "version"], own: true, short: true },
  { kind: "history", all: ["version"], any: ["which", "show"], own: true },
  { kind: "needs", all: ["need", "access"] },
  { kind: "account", all: ["whose"], any: ["account", "it"], none: ["thing"] },
  {
    kind: "account",
    all: ["account"],
    any: ["which", "who"],
    none: ["thing", "use", "fn"],
    noTool: true,
  },
  { kind: "account", all: ["account", "which"], any: ["connected", "use"], none: ["thing", "fn"] },
  { kind: "uses", all: ["use"], any: ["fn"], none: ["thing"], names: "tool", bare: true },
  { kind: "uses", all: ["use", "fn"], any: ["account", "connection", "access"], none: ["thing"] },
  {
    kind: "uses",
    all: ["fns", "access"],
    any: ["which", "show"],
    none: ["thing"],
    names: "tool",
    bare: true,
  },
  { kind: "uses", all: ["use"], any: ["account", "connection"], none: ["thing"] },
  { kind: "uses", all: ["use", "which"], none: ["thing", "how"], names: "tool" },
  { kind: "uses", all: ["fns", "connection"], any: ["which", "show"], none: ["thing"] },
  { kind: "connected", all: ["connected"], none: ["thing"], short: true, bare: true },
  {
    kind: "connected",
    all: ["health"],
    any: ["connection", "account"],
    none: ["thing"],
    bare: true,
  },
  {
    kind: "access",
    all: ["access"],
    any: ["which", "show", "how", "did"],
    none: ["thing", "who"],
    short: true,
  },
  { kind: "access", all: ["access", "app"] },
  { kind: "access", all: ["mayDo", "which"] },
  {
    kind: "access",
    all: ["connection"],
    any: ["which", "show", "how"],
    none: ["thing"],
    short: true,
  },
  { kind: "access", all: ["account", "show"], none: ["thing"], noTool: true },
  {
    kind: "events",
    all: ["event", "start"],
    any: ["which", "show", "how"],
    none: ["thing"],
    names: "tool",
  },
  { kind: "events", all: ["event", "connectable"], any: ["which", "show", "how"], none: ["thing"] },
  { kind: "events", all: ["event", "fn"], any: ["which", "show", "how"], none: ["thing"] },
  { kind: "tool", all: ["doing"], any: ["which", "how", "show"], none: ["thing"], names: "tool" },
  { kind: "tool", all: ["connectable"], none: ["thing"], names: "tool", bare: true },
  { kind: "tool", all: ["have"], none: ["thing"], names: "tool" },
  {
    kind: "tools",
    all: ["tool"],
    any: ["which", "show", "connectable", "have"],
    none: ["thing", "fn"],
    noTool: true,
  },
  {
    kind: "tools",
    all: ["which"],
    any: ["connectable", "doing"],
    none: ["thing", "fn"],
    noTool: true,
  },
  {
    kind: "code",
    all: ["code"],
    any: ["which", "show", "where", "how", "does", "it", "fn"],
    none: ["thing"],
    own: true,
    short: true,
  },
  {
    kind: "list-functions",
    all: ["fns"],
    any: ["which", "show", "have", "did"],
    own: true,
    short: true,
  },
  { kind: "starts", all: ["starts"], any: ["which", "how", "who", "where"], own: true },
  { kind: "describe", all: ["does", "it"], any: ["which", "how"], own: true },
  { kind: "describe", all: ["does", "fn"], own: true },
  {
    kind: "describe",
    all: ["doesIt", "part"],
    any: ["which", "where", "who", "whose"],
    noTool: true,
  },
  { kind: "code", all: ["show"], any: ["fn"], own: true },
];
