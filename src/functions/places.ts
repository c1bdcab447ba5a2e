/** Line and column, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets in a text into places. */
export function placesOf(text: string): (offset: number) => Place {
  const starts = Array.from(text.matchAll(/\n/g), ({ index }) => index + 1);
  return (offset) => {
    const before = starts.findLastIndex((start) => start <= offset);
    return { line: before + 2, column: offset - (starts[before] ?? 0) + 1 };
  };
}
