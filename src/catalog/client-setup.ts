import type { TokenKind } from "./operation.ts";

/** Scopes by whose token they are for, as a provider's console is to be told of them. */
export type ScopesToEnter = Readonly<Partial<Record<TokenKind, readonly string[]>>>;

/** What an answer of the token endpoint to a made-up code says of the client. */
export type ProbeMeaning =
  /** The client is known, and the code alone was wrong. */
  | "works"
  | "wrong-id"
  | "wrong-secret"
  /** One of the two; the provider does not say which. */
  | "wrong-client"
  /** The client is known, and the redirect address is not registered for it. */
  | "wrong-redirect";

/** How whoever runs this Patchbay gets an OAuth client of the provider's; all of it data, from the pages in `docs`. */
export interface ClientSetUp {
  /** Where clients are made. */
  readonly console: string;
  /** What the provider calls the two parts there. */
  readonly labels: { readonly id: string; readonly secret: string };
  /** What is done in the console, one sentence a step; `{redirect}` and `{scopes}` stand for what is copied into it. */
  readonly steps: readonly string[];
  /** Which redirect addresses it registers: http on this machine by name only (`localhost`), by address too (`loopback`), or not at all (`https`). */
  readonly redirects: "https" | "localhost" | "loopback";
  /** What the text of `enter` is, as a heading: "Scopes, one a line". */
  readonly enterAs: string;
  /** Scopes in the form in which the console takes them. */
  readonly enter: (scopes: ScopesToEnter, redirectUri: string) => string;
  /** By error code, as `readError` gives it. */
  readonly probe: Readonly<Record<string, ProbeMeaning>>;
  /** Whether a redirect address that is not registered would have been told before the made-up code. */
  readonly probeTellsRedirect: boolean;
  readonly docs: readonly string[];
}

/** All scopes, each once, whoever's token they are for. */
export function allScopes(scopes: ScopesToEnter): readonly string[] {
  return [...new Set([...(scopes.bot ?? []), ...(scopes.user ?? [])])];
}
