import type { ApiDocument, ApiOperation, SecurityScheme } from "./document.ts";
import { schemesIn } from "./document.ts";

/** A way to sign in that an integration can use. */
export interface AuthChoice {
  /** Its name in the document; `none` where none is needed. */
  readonly scheme: string;
  readonly kind: "none" | "api-key" | "bearer" | "basic" | "oauth2";
  /** Where a key goes. */
  readonly place?: { readonly in: "header" | "query"; readonly name: string };
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  /** Scope → what it allows. */
  readonly scopes?: Readonly<Record<string, string>>;
}

/** In the order in which they are best taken: what can be narrowed first. */
const order: readonly AuthChoice["kind"][] = ["oauth2", "bearer", "api-key", "basic", "none"];

/** What a document offers, the best first; without one, a key that is sent as a bearer token can be tried. */
export function authChoices(document: ApiDocument): readonly AuthChoice[] {
  const choices = [...schemesIn(document)].flatMap(([name, scheme]) => choiceOf(name, scheme));
  const open: AuthChoice = { scheme: "none", kind: "none" };
  return [...choices, open].toSorted(
    (one, other) => order.indexOf(one.kind) - order.indexOf(other.kind),
  );
}

function choiceOf(name: string, scheme: SecurityScheme): AuthChoice[] {
  if (scheme.type === "apiKey")
    return scheme.in === "cookie"
      ? []
      : [{ scheme: name, kind: "api-key", place: { in: scheme.in, name: scheme.name } }];
  if (scheme.type === "http") {
    const kind = ({ bearer: "bearer", basic: "basic" } as const)[scheme.scheme.toLowerCase()];
    return kind ? [{ scheme: name, kind }] : [];
  }
  const flow = scheme.type === "oauth2" ? scheme.flows.authorizationCode : undefined;
  const { authorizationUrl, tokenUrl, scopes = {} } = flow ?? {};
  // The browser is sent to the first: `javascript:` would run there as a page of ours.
  if (!isWebAddress(authorizationUrl) || !isWebAddress(tokenUrl)) return [];
  return [{ scheme: name, kind: "oauth2", authorizationUrl, tokenUrl, scopes }];
}

function isWebAddress(text: string | undefined): text is string {
  return text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/**
 * Sets of scopes of which one lets the operation pass (Security Requirement Objects are
 * alternatives); `open` where it needs nobody to sign in, undefined where this way does not open it.
 */
export function alternativesFor(
  document: ApiDocument,
  operation: ApiOperation,
  { scheme }: AuthChoice,
): readonly (readonly string[])[] | "open" | undefined {
  const security = operation.security ?? document.security ?? [];
  const isOpen = security.length === 0 || security.some((one) => Object.keys(one).length === 0);
  if (isOpen) return "open";
  const taken = security.flatMap((one) => {
    const names = Object.keys(one);
    return names.length === 1 && names[0] === scheme ? [one[scheme] ?? []] : [];
  });
  return taken.length > 0 ? taken : undefined;
}
