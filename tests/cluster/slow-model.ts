import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const asked = z.object({
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
});

const words = 15;

/** A model's server that takes its time: it looks at the functions, then says what it was asked, word by word. */
export async function startSlowModel(pauseMs: number) {
  let answers = 0;
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
    const { messages } = asked.parse(JSON.parse(text));
    const turn = messages.slice(messages.findLastIndex(({ role }) => role === "user"));
    const said = /question-[\w-]+/.exec(JSON.stringify(turn[0]?.content))?.[0] ?? "nothing";
    response.writeHead(200, { "content-type": "text/event-stream" });
    const send = (delta: object, finish: string | null = null) =>
      response.write(
        `data: ${JSON.stringify({
          id: `answer-${++answers}`,
          object: "chat.completion.chunk",
          created: 1,
          model: "slow",
          choices: [{ index: 0, delta, finish_reason: finish }],
        })}\n\n`,
      );
    await sleep(pauseMs);
    if (turn.some(({ role }) => role === "tool")) {
      for (let word = 1; word <= words; word += 1) {
        send({ role: "assistant", content: word === 1 ? `Of ${said}: 1` : ` ${word}` });
        await sleep(pauseMs);
      }
      send({}, "stop");
    } else {
      send({
        role: "assistant",
        tool_calls: [
          {
            index: 0,
            id: `call-${answers}`,
            type: "function",
            function: { name: "list_functions", arguments: "{}" },
          },
        ],
      });
      send({}, "tool_calls");
    }
    response.end("data: [DONE]\n\n");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    /** All that an answer to a question says. */
    wholeOf: (question: string) =>
      `Of ${question}: ${Array.from({ length: words }, (_, at) => at + 1).join(" ")}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
