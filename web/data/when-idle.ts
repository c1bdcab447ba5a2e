/**
 * Does something once the browser has nothing else to do: what the next click needs is loaded by
 * then. Gives what takes it back.
 */
export function whenIdle(act: () => unknown): () => void {
  // Safari has no idle callback.
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(act, patienceMs);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(() => void act());
  return () => cancelIdleCallback(handle);
}

const patienceMs = 2000;
