import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from "react";

export type FunctionTab = "code" | "versions" | "run";

export type Route =
  | { readonly screen: "chat"; readonly id: string | undefined }
  | { readonly screen: "functions" }
  | { readonly screen: "function"; readonly name: string; readonly tab: FunctionTab }
  | { readonly screen: "connections" }
  | { readonly screen: "sandbox" }
  | { readonly screen: "missing" };

/** The addresses of the page. `/functions/:name` is not among them: there a function is called. */
export const paths = {
  newChat: "/",
  chat: (id: string) => `/chat/${encodeURIComponent(id)}`,
  functions: "/code",
  function: (name: string, tab: FunctionTab = "code") =>
    `/code/${encodeURIComponent(name)}${tab === "code" ? "" : `/${tab}`}`,
  connections: "/connections",
  sandbox: "/sandbox",
} as const;

/** What an address shows. */
export function readRoute(path: string): Route {
  const [first, second, third, ...rest] = path.split("/").filter(Boolean).map(decodePart);
  if (rest.length) return { screen: "missing" };
  if (first === undefined) return { screen: "chat", id: undefined };
  if (first === "chat" && second && third === undefined) return { screen: "chat", id: second };
  if (first === "code" && second === undefined) return { screen: "functions" };
  if (first === "code" && second) {
    if (third === undefined) return { screen: "function", name: second, tab: "code" };
    if (third === "versions" || third === "run") {
      return { screen: "function", name: second, tab: third };
    }
  }
  if (first === "connections" && second === undefined) return { screen: "connections" };
  if (first === "sandbox" && second === undefined) return { screen: "sandbox" };
  return { screen: "missing" };
}

/** Goes to an address of the page without loading it anew. */
export function navigate(path: string): void {
  if (path === location.pathname) return;
  history.pushState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** The path of the address bar, as it changes. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
}

/** A link inside the page; a new tab and its kin stay the browser's. */
export function Link({ onClick, ...rest }: LinkProps) {
  function go(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
    if (!plain || event.defaultPrevented) return;
    event.preventDefault();
    navigate(rest.href);
  }
  return <a {...rest} onClick={go} />;
}

function subscribe(changed: () => void): () => void {
  addEventListener("popstate", changed);
  return () => removeEventListener("popstate", changed);
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
