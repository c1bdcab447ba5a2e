import { type Client, readAnswer } from "../client.ts";

interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

const tries = 5;
const pauseMs = 1_000;

/**
 * Server-sent events of an address. Where the connection breaks, it goes on after the last one; it
 * ends with the event that is called `last`, or when the server has no more.
 */
export async function* eventsOf(
  client: Client,
  path: string,
  last?: string,
): AsyncGenerator<StreamEvent> {
  let lastId: string | undefined;
  for (let left = tries; left > 0; left -= 1) {
    const answer = await client.fetch(path, {
      headers: {
        accept: "text/event-stream",
        ...(lastId === undefined ? {} : { "last-event-id": lastId }),
      },
    });
    if (!answer.ok) await readAnswer(answer);
    if (answer.status === 204 || !answer.body) return;
    try {
      for await (const { id, event, data } of blocksOf(answer.body)) {
        [lastId, left] = [id, tries];
        yield { event, data: JSON.parse(data) };
        if (event === last) return;
      }
    } catch (error) {
      // A body that breaks off is a TypeError of fetch.
      if (!(error instanceof TypeError)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
async function* blocksOf(body: ReadableStream<Uint8Array>) {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = Object.fromEntries(
        block.split("\n").map((line) => {
          const at = line.indexOf(":");
          return [line.slice(0, at), line.slice(at + 1).replace(/^ /, "")];
        }),
      );
      const { id = "", event, data = "null" } = fields;
      if (event !== undefined) yield { id, event, data };
    }
  }
}
