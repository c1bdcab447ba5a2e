import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from "react";
import { under, withoutBase } from "./base.ts";

/** Goes to an address of this app without loading the page anew. */
export function navigate(path: string): void {
  if (path === here() + location.search) return;
  history.pushState(null, "", under(path));
  dispatchEvent(new PopStateEvent("popstate"));
}

/** The same in place of the address that is shown: the back button does not stop at it. */
export function replaceAddress(path: string): void {
  history.replaceState(null, "", under(path));
  dispatchEvent(new PopStateEvent("popstate"));
}

/** What stands behind the path of the address bar, as it changes: `?status=failed`. */
export function useQuery(): string {
  return useSyncExternalStore(subscribe, () => location.search);
}

/** The path of the address bar, as this app knows it. */
export const here = (): string => withoutBase(location.pathname);

/** The same, as it changes. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, here);
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
}

/** A link to an address of this app; a new tab and its kin stay the browser's. */
export function Link({ onClick, ...rest }: LinkProps) {
  function go(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
    if (!plain || event.defaultPrevented) return;
    event.preventDefault();
    navigate(rest.href);
  }
  return <a {...rest} href={under(rest.href)} onClick={go} />;
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
