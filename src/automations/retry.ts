const firstMs = 30_000;
const factor = 4;
const maxMs = 6 * 3_600_000;

/**
 * Milliseconds until a start is tried again that failed so often: half a minute, then four times as long each
 * time, up to six hours; a quarter more or less, so that what failed together does not come back
 * together. `random` is from 0 to 1.
 */
export function retryDelayMs(failed: number, random: number): number {
  const delay = Math.min(firstMs * factor ** Math.max(0, failed - 1), maxMs);
  return Math.round(delay * (0.75 + random / 2));
}
