export interface ReadEvent {
  readonly id: string;
  readonly event: string;
  readonly data: any;
}

/** Server-sent events of an answer, up to its end. */
export async function* eventsOf(answer: Response): AsyncGenerator<ReadEvent> {
  let rest = "";
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = new Map(
        block.split("\n").map((line) => {
          const at = line.indexOf(":");
          return [line.slice(0, at), line.slice(at + 2)];
        }),
      );
      const [id = "", event] = [fields.get("id"), fields.get("event")];
      if (event !== undefined) yield { id, event, data: JSON.parse(fields.get("data") ?? "null") };
    }
  }
}

/** All events of an answer, once it ended. */
export async function allOf(answer: Response): Promise<readonly ReadEvent[]> {
  const all: ReadEvent[] = [];
  for await (const one of eventsOf(answer)) all.push(one);
  return all;
}
