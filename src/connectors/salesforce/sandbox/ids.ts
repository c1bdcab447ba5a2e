const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** 15 characters that mind their case become 18 that need not: each five give a letter that says which are capitals. */
export function longId(id: string): string {
  if (id.length !== 15) return id;
  const suffix = [0, 5, 10].map((start) => {
    const bits = Array.from(id.slice(start, start + 5), (sign) => /[A-Z]/.test(sign));
    return letters[bits.reduce((sum, isCapital, bit) => sum + (isCapital ? 2 ** bit : 0), 0)] ?? "";
  });
  return id + suffix.join("");
}

/** Both lengths mean the same record. */
export function isSameId(one: unknown, other: unknown): boolean {
  return String(one).slice(0, 15) === String(other).slice(0, 15);
}

export function newId(prefix: string, count: number): string {
  return longId(`${prefix}Fk${String(count).padStart(10, "0")}`);
}
