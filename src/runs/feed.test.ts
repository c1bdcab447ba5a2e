import { expect, test } from "vitest";
import { createFeed } from "./feed.ts";

async function numbersOf(stream: ReadableStream<{ readonly number: number }>) {
  const numbers: number[] = [];
  for await (const { number } of stream) numbers.push(number);
  return numbers;
}

test("every listener hears all from its beginning on, in order, up to the end", async () => {
  const feed = createFeed<string>(10);
  feed.publish("a");
  const [late, fresh] = [feed.listen(feed.since(0) ?? []), feed.listen([])];
  feed.publish("b");
  feed.publish("c");
  feed.close();
  expect(await numbersOf(late)).toEqual([1, 2, 3]);
  expect(await numbersOf(fresh)).toEqual([2, 3]);
});

test("what is too long ago, or never was, cannot be gone on after", () => {
  const feed = createFeed<number>(4);
  expect(feed.since(0)).toEqual([]);
  for (let item = 1; item <= 20; item += 1) feed.publish(item);
  expect(feed.since(20)).toEqual([]);
  expect(feed.since(17)?.map(({ item }) => item)).toEqual([18, 19, 20]);
  expect(feed.since(3)).toBeUndefined();
  expect(feed.since(21)).toBeUndefined();
});

test("who is too far behind is let go, and the others hear on", async () => {
  const feed = createFeed<number>(10);
  const [slow, quick] = [feed.listen([]), feed.listen([])];
  const heard: number[] = [];
  const listening = quick.pipeTo(
    new WritableStream({ write: ({ number }) => void heard.push(number) }),
  );
  for (let item = 1; item <= 1_500; item += 1) {
    feed.publish(item);
    if (item % 100 === 0) await new Promise(setImmediate);
  }
  feed.close();
  await listening;
  expect(heard).toHaveLength(1_500);
  const kept = await numbersOf(slow);
  expect(kept.length).toBeLessThan(1_100);
  expect(kept[0]).toBe(1);
});
