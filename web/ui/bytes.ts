const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** "512 B", "1.4 MB". */
export function bytes(count: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), units.length - 1);
  const value = count / 1000 ** step;
  return `${value.toFixed(step === 0 || value >= 100 ? 0 : 1)} ${units[step] ?? "B"}`;
}
