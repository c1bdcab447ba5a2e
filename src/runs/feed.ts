/** An item of a feed, with its place in it: 1 for the first. */
export interface Numbered<Item> {
  readonly number: number;
  readonly item: Item;
}

/** Items that a listener may be behind before it is let go; it can come back and go on where it was. */
const maxBehind = 1_000;

/**
 * What happens, told to any number of listeners in order. The latest items are kept for listeners
 * that come back; nothing waits for one that is slow.
 */
export function createFeed<Item>(kept: number) {
  const latest: Numbered<Item>[] = [];
  const listeners = new Set<{ hear(item: Numbered<Item>): void; end(): void }>();
  let last = 0;
  return {
    /** Number of the newest item. */
    last: () => last,
    publish(item: Item): void {
      const numbered = { number: ++last, item };
      latest.push(numbered);
      // Cut in portions, since moving all of them down for each would cost more than they do.
      if (latest.length >= kept * 2) latest.splice(0, latest.length - kept);
      for (const { hear } of listeners) hear(numbered);
    },
    /** What came after a number; undefined where some of it is no longer kept, or never was. */
    since(number: number): readonly Numbered<Item>[] | undefined {
      const oldest = latest[0]?.number ?? last + 1;
      if (number > last || number < oldest - 1) return undefined;
      return latest.slice(number - oldest + 1);
    },
    /** First what is given, then what happens from now on. */
    listen(first: readonly Numbered<Item>[]): ReadableStream<Numbered<Item>> {
      let leave = () => {};
      return new ReadableStream({
        start(controller) {
          const listener = {
            hear(item: Numbered<Item>) {
              controller.enqueue(item);
              if ((controller.desiredSize ?? 0) < -maxBehind) listener.end();
            },
            end() {
              leave();
              controller.close();
            },
          };
          leave = () => listeners.delete(listener);
          for (const item of first) controller.enqueue(item);
          listeners.add(listener);
        },
        cancel: () => leave(),
      });
    },
    /** Lets all listeners go. */
    close(): void {
      for (const { end } of listeners) end();
    },
  };
}

export type Feed<Item> = ReturnType<typeof createFeed<Item>>;
