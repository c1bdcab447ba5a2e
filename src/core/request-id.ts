import { AsyncLocalStorage } from "node:async_hooks";

/** Ambient, because what logs is many calls below what knows the request. */
const current = new AsyncLocalStorage<string>();

/** Whatever this does and calls is done for that request. */
export function forRequest<T>(id: string, work: () => T): T {
  return current.run(id, work);
}

/** Of the request that is answered just now; undefined where there is none. */
export function requestId(): string | undefined {
  return current.getStore();
}
