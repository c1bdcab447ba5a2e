import type { z } from "zod";
import type { Effect, MadeUp } from "./effect.ts";
import type { RateLimit } from "./rate-limit.ts";

/** Which of a connection's tokens a call uses: Slack has `bot` and `user`, most providers only `user`. */
export type TokenKind = "bot" | "user";

/** Sets of scopes of which any one suffices, narrowest first. An empty set means: no scope needed. */
export type ScopeAlternatives = readonly (readonly string[])[];

export type ScopesByToken = Readonly<Partial<Record<TokenKind, ScopeAlternatives>>>;

/**
 * Replaces `scopes` where the step's input says so: a private channel, a search instead of a list, a
 * file that an earlier step of the same flow created. The first that holds counts.
 */
export type ScopesWhen = { readonly scopes: ScopesByToken } & (
  | {
      readonly input: string;
      /** A regular expression (source, unanchored) that the literal, as text, must match. */
      readonly matches: string;
    }
  | {
      readonly input: string;
      /** The step gives the input, as a literal or not. */
      readonly given: true;
    }
  | {
      /** The step gives none of these inputs. */
      readonly without: readonly string[];
    }
  | {
      readonly input: string;
      /** Ids of operations: the value comes from the answer of one of them in the same flow. */
      readonly from: readonly string[];
    }
);

/**
 * A call that turns what people write into what the API wants (`#general` into `C0123`).
 * It is an operation like any other: permissions and the broker count it.
 */
export interface Lookup {
  /** The operation that answers it; a file's name is looked up in Drive, whichever tool asks. */
  readonly via: string;
  /** The function of the connector's helper templates that does it, `channelId`. */
  readonly helper: string;
  /** Further helper templates that it calls. */
  readonly parts?: readonly string[];
  /**
   * Applies to a literal that matches this regular expression (source); of a list, to its entries; of
   * anything else but text, to its JSON.
   */
  readonly literal: string;
  /** Whether it applies where the value comes from the function's caller and is known only at run time. */
  readonly fromInput: boolean;
}

/** A further call that belongs to the operation and goes out without a credential. */
export interface UncredentialedCall {
  readonly method: string;
  /** One, or `*.` and a domain where the provider names it only in an answer. */
  readonly host: string;
  /** Path with `*` for the rest. */
  readonly path: string;
}

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Where each input goes: into the path where it has a `{name}`, into the query where `query` names it
 * (or `body` is `query`), else into the body.
 */
export interface OperationRequest {
  readonly method: HttpMethod;
  readonly host: string;
  /** Path with `{name}` for each path parameter, `{+name}` where its slashes stay (RFC 6570 3.2.3). */
  readonly path: string;
  /** What `{+name}` may hold, by name: `spaces/*`, where `*` is one segment. */
  readonly resources?: Readonly<Record<string, string>>;
  /** What `{name}` looks like where another operation has a word in its place, as a regular expression (source): record ids beside `describe`. */
  readonly shapes?: Readonly<Record<string, string>>;
  /** Values of path parameters that a step leaves out: `{ calendarId: "primary" }`. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Further ways to the same operation: Slack's reads take POST, Drive's uploads have a path of their own. */
  readonly also?: readonly { readonly method: HttpMethod; readonly path?: string }[];
  /** Inputs that go into the query although there is a body. */
  readonly query?: readonly string[];
  /** Inputs that stand deeper in the body, as a path: `{ title: "info.title", email: "emails.0.value" }`. */
  readonly places?: Readonly<Record<string, string>>;
  /** What is sent whatever the inputs are: query parameters, such as `supportsAllDrives`. */
  readonly fixedQuery?: Readonly<Record<string, string>>;
  readonly body: "json" | "form" | "query";
}

export interface Pagination {
  /** Input that carries the cursor. */
  readonly cursor: string;
  /** Path in the output to the next cursor; empty or absent at the end. */
  readonly next: string;
  /** Path in the output to the list. */
  readonly items: string;
  /** Input that says how many are wanted; beyond one page generated code reads on until it has them. */
  readonly pageSize: string;
  readonly maxPageSize: number;
}

/** Paths in an answer: to the list or the one thing, and there to its id and to what people call it. */
export interface Names {
  /** Empty where the answer is the thing. */
  readonly list: string;
  readonly id: string;
  /** Ways to it; the first that leads to a text counts. */
  readonly name: readonly string[];
  /** Stands before the name: `#` of a channel. */
  readonly prefix?: string;
}

/** How a page shows a member of an answer. */
export interface Shown {
  /**
   * Below an entry of the answer's list, or below the answer where it has none. Of several that
   * which is there: `["start.dateTime", "start.date"]`.
   */
  readonly path: string | readonly string[];
  /** Its heading. */
  readonly label: string;
  /** What its type and name do not say. */
  readonly as?: "number" | "date" | "datetime" | "link" | "image";
}

/** One API call of a provider, as data. */
export interface Operation {
  /** `connector.` + the provider's official method name. */
  readonly id: string;
  readonly title: string;
  readonly kind: "read" | "write" | "destructive";
  readonly request: OperationRequest;
  /** Strict; every member described. */
  readonly input: z.ZodObject;
  /**
   * Inputs that a model obeys. What a step or a trigger brings does not stand in them: anybody may
   * have written it.
   */
  readonly obeyed?: readonly string[];
  /** Loose; only what generated code and flows read. */
  readonly output: z.ZodObject;
  /** The output where a step's literal input says more of it: the fields that are to be read. */
  readonly outputFor?: (given: Readonly<Record<string, unknown>>) => z.ZodObject | undefined;
  /** What the provider answers, where the code helper makes something else of it. */
  readonly answer?: z.ZodType;
  /** What a call does, in words; of every operation that writes. */
  readonly effect?: Effect;
  readonly madeUp?: MadeUp;
  readonly scopes: ScopesByToken;
  readonly scopesWhen?: readonly ScopesWhen[];
  /**
   * Function of the connector's helper templates that makes the call in generated code, where the
   * plain helper does not suffice; it takes the same inputs.
   */
  readonly codeHelper?: string;
  /** Further helper templates that the call or its own template uses: `mimeMessage`. */
  readonly codeParts?: readonly string[];
  /** Inputs of which one is needed, although none is required by itself. */
  readonly oneOf?: readonly (readonly string[])[];
  /** By input name. */
  readonly lookups?: Readonly<Record<string, readonly Lookup[]>>;
  /** Operations that generated code calls besides, always or where the step gives an input. */
  readonly alsoCalls?: readonly { readonly operation: string; readonly input?: string }[];
  readonly uncredentialed?: readonly UncredentialedCall[];
  readonly pagination?: Pagination;
  /** What people call the things in the answer, by their ids. */
  readonly names?: Names;
  /** What of the answer a page shows, the first first; left out, names and types decide. */
  readonly shows?: readonly Shown[];
  /** Absent where the provider states no limits. */
  readonly rateLimit?: RateLimit;
  /** Whether a repeat after a lost answer leaves the same state. */
  readonly repeatable: boolean;
  /** The provider's error codes a person can do something about, with what to do. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What people say in place of an input's value: `as read` takes the label UNREAD off. */
  readonly sayings?: readonly {
    /** Folded: in lower case and without accents. */
    readonly words: readonly string[];
    readonly with: Readonly<
      Record<string, string | boolean | readonly string[] | Readonly<Record<string, string>>>
    >;
  }[];
  /** What a person calls this, beyond the title; feeds search. */
  readonly words?: readonly string[];
  readonly docs: string;
}

/** Checks the shape at compile time and freezes nothing: an operation is plain data. */
export function defineOperation<const O extends Operation>(operation: O): O {
  return operation;
}

/** The id without its connector: `chat.postMessage`. */
export function methodOf(operationId: string): string {
  return operationId.slice(operationId.indexOf(".") + 1);
}

export function connectorOf(operationId: string): string {
  return operationId.slice(0, operationId.indexOf("."));
}

/** The token a step uses where the flow does not say: the app's own where the operation takes it. */
export function defaultToken(operation: Operation): TokenKind {
  return operation.scopes.bot ? "bot" : "user";
}
