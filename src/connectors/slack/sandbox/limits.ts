import type { StandInLimit } from "../../../sandbox/kit/windows.ts";
import type { Arguments } from "./arguments.ts";
import type { MethodName } from "./method-scopes.ts";
import type { State } from "./state.ts";

/** One message a second in each channel, whatever it is called by. https://docs.slack.dev/apis/web-api/rate-limits */
export function limitOf(
  name: MethodName,
  { channel }: Arguments,
  { channels }: State,
): StandInLimit | undefined {
  if (name !== "chat.postMessage") return undefined;
  const named = channels.find(({ id, name: plain }) =>
    [id, plain, `#${plain}`].includes(String(channel)),
  );
  return { key: `${name} ${named?.id ?? String(channel)}`, calls: 1, ms: 1_000 };
}
