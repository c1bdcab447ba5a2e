import type { EventInfo } from "./event.ts";
import type { Operation, TokenKind } from "./operation.ts";
import type { RateClasses } from "./rate-limit.ts";

/**
 * The provider's own class of a scope: Google has non-sensitive, sensitive and restricted
 * (https://developers.google.com/identity/protocols/oauth2/production-readiness/sensitive-scope-verification),
 * others only tell what it reads or writes.
 */
export const sensitivities = [
  "non-sensitive",
  "sensitive",
  "restricted",
  "read",
  "read-personal",
  "read-content",
  "write",
] as const;
export type Sensitivity = (typeof sensitivities)[number];

export interface ScopeInfo {
  readonly scope: string;
  /** The plain sentence a person approves. */
  readonly sentence: string;
  /** Where the sentence differs by whose token it is. */
  readonly sentenceByToken?: Readonly<Partial<Record<TokenKind, string>>>;
  readonly sensitivity: Sensitivity;
  readonly access: "read" | "write";
  /** Scopes that this one makes needless: whatever takes them takes this one too. */
  readonly covers?: readonly string[];
  readonly tokens: readonly TokenKind[];
  /** What it takes to get it at all, where not every operator or account can: "LinkedIn gives this to …". */
  readonly condition?: string;
  /** Whether accounts may be unable to grant it: then it is asked for in `optionalScopeParameter`. */
  readonly optional?: boolean;
  readonly source: string;
}

/** How generated code calls the connector, so that code can be read back into operations. */
export interface CodeHelper {
  /** The function's name in generated code; its first argument is the method name. */
  readonly name: string;
  /** Name of the template in `templates/helpers/`. */
  readonly template: string;
  /**
   * What its first argument is: the method's name, `slack("chat.postMessage", {…})`, or an address as
   * `fetch` takes it, `google("https://…", { method, query, body })`.
   */
  readonly takes: "method" | "url";
}

/** A prompt to click, with what shows that the function does what it says. */
export interface Example {
  readonly prompt: string;
  /** Text that stands in what the run gives back, or in the answer of `readBack` after the run. */
  readonly shows: string;
  /**
   * A read that shows the effect of a write; `with` holds parameters as the provider has them, and
   * `${output.id}` of what the run gave back.
   */
  readonly readBack?: {
    readonly operation: string;
    readonly with: Readonly<Record<string, unknown>>;
  };
}

/** One tool of the catalog. */
export interface Connector {
  readonly id: string;
  readonly name: string;
  readonly category:
    | "communication"
    | "documents"
    | "productivity"
    | "crm"
    | "social"
    | "calendar"
    | "ai"
    | "custom";
  /** One line. */
  readonly description: string;
  /** An inline SVG without scripts. */
  readonly logo: string;
  /** Id of the provider that issues the credential. */
  readonly provider: string;
  /**
   * `personal`: what it holds is one person's, such as a calendar, and not a team's, such as a
   * channel. Then it matters whose account a function takes that others call.
   */
  readonly holds?: "personal";
  /**
   * The operations that are meant where a sentence only names the tool: "… to Slack" and "… from
   * Slack". Without them the tool is understood by the words of its operations alone.
   */
  readonly typical?: { readonly into: string; readonly outOf: string };
  readonly examples: readonly Example[];
  readonly events: readonly EventInfo[];
  /** The provider's limits; every operation says which of them is its own. Absent where none are stated. */
  readonly rateClasses?: RateClasses;
  readonly helper: CodeHelper;
  readonly scopes: readonly ScopeInfo[];
  readonly operations: readonly Operation[];
  /** What people call the tool itself, in lower case. */
  readonly words: readonly string[];
}

export function defineConnector<const C extends Connector>(connector: C): C {
  return connector;
}
