/**
 * Does something once the browser has nothing else to do: what the next click needs is loaded by
 * then. Gives what takes it back.
 */
export function whenIdle(act: () => void): () => void {
  // Safari has no idle callback.
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(act, patienceMs);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(act);
  return () => cancelIdleCallback(handle);
}

const patienceMs = 2000;
