import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from "react";

/** Goes to an address of the page without loading it anew. */
export function navigate(path: string): void {
  if (path === location.pathname + location.search) return;
  history.pushState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** The same in place of the address that is shown: the back button does not stop at it. */
export function replaceAddress(path: string): void {
  history.replaceState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** What stands behind the path of the address bar, as it changes: `?status=failed`. */
export function useQuery(): string {
  return useSyncExternalStore(subscribe, () => location.search);
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

const guards = new Set<() => void>();

/**
 * Calls a guard before another address is shown; it may put the address back. A listener of its own
 * would come too late: those of a window are told in the order they were added.
 */
export function guardAddress(guard: () => void): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}

function subscribe(changed: () => void): () => void {
  function moved() {
    for (const guard of guards) guard();
    changed();
  }
  addEventListener("popstate", moved);
  return () => removeEventListener("popstate", moved);
}
