import type { Clock } from "../../core/clock.ts";
import type { CallPhases } from "../types.ts";

/** Adds up where the time of one call goes. */
export function createPhases(clock: Clock) {
  const spent = { wait: 0, credential: 0, firstByte: 0, body: 0 };
  return {
    /** Runs a part of the call. */
    async in<T>(phase: keyof CallPhases, work: () => T | Promise<T>): Promise<T> {
      const from = clock.now();
      try {
        return await work();
      } finally {
        spent[phase] += clock.now() - from;
      }
    },
    add(phase: keyof CallPhases, ms: number): void {
      spent[phase] += ms;
    },
    /** As far as the call has come. */
    spent: (): CallPhases => ({ ...spent }),
  };
}

/**
 * Wall time in which at least one call of a run waits for its provider. That time is not the
 * function's own, whatever its other calls do meanwhile: of many sent at once one is always on its
 * way while the rest wait for their turn.
 */
export function createWaitingTime(clock: Clock) {
  let waiting = 0;
  let since = 0;
  let before = 0;
  return {
    async during<T>(work: Promise<T>): Promise<T> {
      if (waiting++ === 0) since = clock.now();
      try {
        return await work;
      } finally {
        if (--waiting === 0) before += clock.now() - since;
      }
    },
    /** In ms, a wait that goes on included. */
    ms: () => before + (waiting > 0 ? clock.now() - since : 0),
  };
}

export type WaitingTime = ReturnType<typeof createWaitingTime>;
