import { expect, test } from "vitest";
import { withLocalOrigin } from "./local-origin.ts";

function scene() {
  const outside: string[] = [];
  const inside: Request[] = [];
  const outbound = withLocalOrigin(
    async (url) => {
      outside.push(String(url));
      return new Response("outside");
    },
    "https://here.internal",
    async (request) => {
      inside.push(request);
      return new Response("inside");
    },
  );
  return { outbound, outside, inside };
}

test("the local origin is answered here, with what was sent", async () => {
  const { outbound, outside, inside } = scene();
  const body = new TextEncoder().encode("hello");
  const answer = await outbound("https://here.internal/v1/x?y=1", { method: "POST", body });
  expect(await answer.text()).toBe("inside");
  expect(outside).toEqual([]);
  const [request] = inside;
  expect([request?.method, request?.url, await request?.text()]).toEqual([
    "POST",
    "https://here.internal/v1/x?y=1",
    "hello",
  ]);
});

test.each([
  "http://here.internal/",
  "https://here.internal:8443/",
  "https://x.here.internal/",
  "https://here.internal.test/",
])("%s is not it", async (url) => {
  const { outbound, inside } = scene();
  expect(await (await outbound(url)).text()).toBe("outside");
  expect(inside).toEqual([]);
});

test("the end of the caller, and of its time, is the handler's", async () => {
  const { outbound, inside } = scene();
  const abort = new AbortController();
  await outbound("https://here.internal/", { signal: abort.signal });
  await outbound("https://here.internal/", { timeoutMs: 1 });
  abort.abort();
  const [stopped, late] = inside;
  expect(stopped?.signal.aborted).toBe(true);
  await expect.poll(() => late?.signal.aborted).toBe(true);
});
