/**
 * Post to #general and react with a rocket
 *
 * Calls slack.chat.postMessage, slack.reactions.add with chat:write, reactions:write.
 * This file is yours.
 */

export default {
  async fetch(): Promise<Response> {
    const message = await slack<{ channel: string; ts: string }>("chat.postMessage", {
      channel: "#general",
      text: "Launch `now` for ${nobody} \u2028*/",
    });

    const reaction = await slack("reactions.add", {
      channel: message.channel,
      timestamp: message.ts,
      name: "rocket",
    });

    return Response.json(reaction);
  },
};

/** Calls a method of the Slack Web API. Slack answers 200 with `ok: false` when a call fails. */
async function slack<Answer = unknown>(
  method: string,
  args: Record<string, unknown>,
): Promise<Answer> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined) continue;
    body.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  const response = await fetch(`https://slack.com/api/${method}`, { method: "POST", body });
  if (!response.ok) {
    const text = await response.text();
    const reason = text.startsWith("{") ? (JSON.parse(text).detail ?? text) : text.slice(0, 300);
    throw new Error(`Slack ${method}: HTTP ${response.status} ${reason}`);
  }
  const answer = await response.json();
  if (!answer.ok) {
    const needed = answer.needed ? ` (needs ${answer.needed})` : "";
    throw new Error(`Slack ${method}: ${answer.error}${needed}`);
  }
  return answer;
}
