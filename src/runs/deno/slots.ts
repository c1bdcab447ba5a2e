/** Lets so many things happen at a time; the others wait in order. */
export function createSlots(count: number) {
  const waiting: (() => void)[] = [];
  let used = 0;
  return {
    async use<T>(work: () => Promise<T>): Promise<T> {
      if (used >= count) await new Promise<void>((resolve) => waiting.push(resolve));
      else used++;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else used--;
      }
    },
  };
}
