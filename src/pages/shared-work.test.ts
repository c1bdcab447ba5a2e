import { describe, expect, test } from "vitest";
import { shareWork } from "./shared-work.ts";

/** Work that goes on until it is told to end, or given up. */
function open() {
  let given: AbortSignal | undefined;
  const { promise, resolve } = Promise.withResolvers<string>();
  const shared = shareWork((signal) => {
    given = signal;
    return promise;
  });
  return { shared, end: resolve, isGivenUp: () => given?.aborted };
}

describe("work that several wait for", () => {
  test("is done once, for all of them", async () => {
    const { shared, end } = open();
    const both = [shared.join(), shared.join(new AbortController().signal)];
    end("done");
    expect(await Promise.all(both)).toEqual(["done", "done"]);
    expect(await shared.join()).toBe("done");
  });

  test("goes on while somebody waits, and is given up when the last one leaves", async () => {
    const { shared, isGivenUp } = open();
    const [one, other] = [new AbortController(), new AbortController()];
    const left = [shared.join(one.signal), shared.join(other.signal)].map((wait) =>
      wait.catch((error: unknown) => error),
    );
    one.abort("tired");
    expect(await left[0]).toBe("tired");
    expect({ isGivenUp: isGivenUp(), isAbandoned: shared.isAbandoned() }).toEqual({
      isGivenUp: false,
      isAbandoned: false,
    });
    other.abort("tired too");
    expect(await left[1]).toBe("tired too");
    expect({ isGivenUp: isGivenUp(), isAbandoned: shared.isAbandoned() }).toEqual({
      isGivenUp: true,
      isAbandoned: true,
    });
  });

  test("that is over is not given up by who leaves late", async () => {
    const { shared, end, isGivenUp } = open();
    const controller = new AbortController();
    const wait = shared.join(controller.signal);
    end("done");
    await wait;
    controller.abort();
    expect(isGivenUp()).toBe(false);
  });
});
