/** The views of a function's screen. */
export type FunctionTab = "code" | "versions" | "run" | "call";

/** The views of a page that is made. */
export type PageTab = "edit" | "versions";

/** What an address shows. */
export type Route =
  | { readonly screen: "chat"; readonly id: string | undefined }
  | { readonly screen: "functions" }
  | { readonly screen: "function"; readonly name: string; readonly tab: FunctionTab }
  | { readonly screen: "runs" }
  | { readonly screen: "run"; readonly id: string }
  | { readonly screen: "automations" }
  | { readonly screen: "automation"; readonly id: string }
  | { readonly screen: "connections" }
  | { readonly screen: "browse" }
  | { readonly screen: "connector"; readonly id: string }
  | { readonly screen: "add-tool" }
  | { readonly screen: "pages" }
  | { readonly screen: "page"; readonly slug: string }
  | { readonly screen: "page-editor"; readonly slug: string; readonly tab: PageTab }
  | { readonly screen: "secrets" }
  | { readonly screen: "settings" }
  | { readonly screen: "audit" }
  | { readonly screen: "provider"; readonly id: string }
  | { readonly screen: "sandbox"; readonly provider: string | undefined }
  | AccessRoute
  | { readonly screen: "missing" };

/** What stands before everything else; the code is of a link that lets somebody in. */
export interface AccessRoute {
  readonly screen: "access";
  readonly what: "sign-in" | "first-account" | "invitation" | "new-password";
  readonly code: string;
}

/** The addresses of the page. `/functions/:name` is not among them: there a function is called. */
export const paths = {
  newChat: "/",
  chat: (id: string) => `/chat/${encodeURIComponent(id)}`,
  functions: "/code",
  function: (name: string, tab: FunctionTab = "code") =>
    `/code/${encodeURIComponent(name)}${tab === "code" ? "" : `/${tab}`}`,
  runs: "/runs",
  run: (id: string) => `/runs/${encodeURIComponent(id)}`,
  runsOf: (name: string) => `/runs?function=${encodeURIComponent(name)}`,
  /** A new chat with a sentence in it that is not sent yet. */
  prompt: (text: string) => `/?prompt=${encodeURIComponent(text)}`,
  browse: "/browse",
  connector: (id: string) => `/browse/${encodeURIComponent(id)}`,
  /** One of the things that a tool can do. */
  operation: (connector: string, id: string) =>
    `/browse/${encodeURIComponent(connector)}?q=${encodeURIComponent(id)}`,
  addTool: "/tools/new",
  /** What an account allows. */
  access: (connection: string) => `/connections?access=${encodeURIComponent(connection)}`,
  pages: "/pages",
  /** As its users see it, without the frame around it. */
  page: (slug: string) => `/pages/${encodeURIComponent(slug)}`,
  pageEditor: (slug: string, tab: PageTab = "edit") => `/pages/${encodeURIComponent(slug)}/${tab}`,
  secrets: "/secrets",
  settings: "/settings",
  audit: "/settings/audit",
  /** And then back to where somebody was. */
  signIn: (next: string) => `/sign-in?next=${encodeURIComponent(next)}`,
  /** Set-up of the OAuth client of a provider. */
  provider: (id: string) => `/settings/providers/${encodeURIComponent(id)}`,
  connections: "/connections",
  sandbox: "/sandbox",
  standIn: (provider: string) => `/sandbox/${encodeURIComponent(provider)}`,
  automations: "/automations",
  automation: (id: string) => `/automations/${encodeURIComponent(id)}`,
  /** One of its starts, which is shown unfolded. */
  start: (id: string, delivery: string) =>
    `/automations/${encodeURIComponent(id)}#${encodeURIComponent(delivery)}`,
} as const;

/** What an address shows. */
export function readRoute(path: string): Route {
  const [first, second, third, ...rest] = path.split("/").filter(Boolean).map(decodePart);
  if (rest.length) return { screen: "missing" };
  if (first === "settings" && second === "providers" && third)
    return { screen: "provider", id: third };
  if (first === "settings" && second === "audit" && third === undefined) return { screen: "audit" };
  if (first === undefined) return { screen: "chat", id: undefined };
  if (first === "chat" && second && third === undefined) return { screen: "chat", id: second };
  if (first === "code" && second === undefined) return { screen: "functions" };
  if (first === "code" && second) {
    if (third === undefined) return { screen: "function", name: second, tab: "code" };
    if (third === "versions" || third === "run" || third === "call") {
      return { screen: "function", name: second, tab: third };
    }
  }
  if (first === "runs" && third === undefined)
    return second === undefined ? { screen: "runs" } : { screen: "run", id: second };
  if (first === "automations" && second === undefined) return { screen: "automations" };
  if (first === "automations" && second && third === undefined)
    return { screen: "automation", id: second };
  if (first === "connections" && second === undefined) return { screen: "connections" };
  if (first === "browse" && third === undefined)
    return second === undefined ? { screen: "browse" } : { screen: "connector", id: second };
  if (first === "tools" && second === "new" && third === undefined) return { screen: "add-tool" };
  if (first === "pages" && second === undefined) return { screen: "pages" };
  if (first === "pages" && second) {
    if (third === undefined) return { screen: "page", slug: second };
    if (third === "edit" || third === "versions")
      return { screen: "page-editor", slug: second, tab: third };
  }
  if (first === "secrets" && second === undefined) return { screen: "secrets" };
  if (first === "settings" && second === undefined) return { screen: "settings" };
  if (first === "sign-in" && second === undefined)
    return { screen: "access", what: "sign-in", code: "" };
  const isLink = first === "first-account" || first === "invitation" || first === "new-password";
  if (isLink && second && third === undefined)
    return { screen: "access", what: first, code: second };
  if (first === "sandbox" && third === undefined) return { screen: "sandbox", provider: second };
  return { screen: "missing" };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
