import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, partsOf } from "../support/chat.ts";
import { connect } from "../support/consent.ts";
import { saveUnchecked } from "../support/saved-function.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** `chat:write` opens both at Slack; here each version opens what was approved for it. */
const [post, remove] = ["slack.chat.postMessage", "slack.chat.delete"] as const;
const code = `
export default {
  async fetch(): Promise<Response> {
    const call = async (method: string, body: unknown) => {
      const answer = await fetch(\`https://slack.com/api/\${method}\`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return answer.json();
    };
    const { channel, ts } = await call("chat.postMessage", { channel: "#general", text: "once" });
    return Response.json(await call("chat.delete", { channel, ts }));
  },
};
`;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  const chat = openChat(server, "connects");
  await chat.sendMessage({ text: "Post hello to #general on Slack" });
  const [card] = partsOf(chat, "tool-request_connection");
  await connect(server, card?.input?.request ?? "");
});
afterAll(() => server.close());

async function run() {
  const { body } = await server.json("/api/functions/tidy/run", "POST", { input: {} });
  return body.calls.map(({ operation, status, refused }: Record<string, unknown>) =>
    refused === undefined ? `${String(operation)} ${String(status)}` : refused,
  );
}

test("a version may call what was approved for it, whatever its connection may and other versions might", async () => {
  const refusal = `POST slack.com/api/chat.delete is not an approved operation of this function. Approved: ${post}.`;
  await saveUnchecked(server, "tidy", code, [post]);
  expect(await run()).toEqual([`${post} 200`, refusal]);
  await saveUnchecked(server, "tidy", code, [post, remove]);
  expect(await run()).toEqual([`${post} 200`, `${remove} 200`]);
  await saveUnchecked(server, "tidy", code, [post]);
  expect(await run()).toEqual([`${post} 200`, refusal]);
});
