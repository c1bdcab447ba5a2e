import type { Operation, TokenKind } from "./operation.ts";

/** How much a scope lets one do, from least to most; decides cost and how the card marks it. */
export const sensitivities = ["read", "read-personal", "read-content", "write"] as const;
export type Sensitivity = (typeof sensitivities)[number];

export interface ScopeInfo {
  readonly scope: string;
  /** The plain sentence a person approves. */
  readonly sentence: string;
  /** Where the sentence differs by whose token it is. */
  readonly sentenceByToken?: Readonly<Partial<Record<TokenKind, string>>>;
  readonly sensitivity: Sensitivity;
  readonly tokens: readonly TokenKind[];
  readonly source: string;
}

/** How generated code calls the connector, so that code can be read back into operations. */
export interface CodeHelper {
  /** The function's name in generated code; its first argument is the method name. */
  readonly name: string;
  /** Name of the template in `templates/helpers/`. */
  readonly template: string;
}

/** One tool of the catalog. */
export interface Connector {
  readonly id: string;
  readonly name: string;
  readonly category:
    | "communication"
    | "documents"
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
  readonly examplePrompts: readonly string[];
  readonly helper: CodeHelper;
  readonly scopes: readonly ScopeInfo[];
  readonly operations: readonly Operation[];
  /** What people call the tool itself, in lower case. */
  readonly words: readonly string[];
}

export function defineConnector<const C extends Connector>(connector: C): C {
  return connector;
}
