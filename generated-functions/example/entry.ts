/**
 * Send a Slack message to #product-updates when this function runs
 *
 * Calls slack.chat.postMessage with chat:write.
 * This file is yours.
 */

interface Input {
  /** What to post */
  text: string;
}

export default {
  async fetch(request: Request): Promise<Response> {
    const input = await readInput(request);
    if (input instanceof Response) return input;

    const message = await slack<{ channel: string; ts: string }>("chat.postMessage", {
      channel: "#product-updates",
      text: input.text,
    });

    return Response.json({ channel: message.channel, ts: message.ts });
  },
};

/** Reads what the caller passed: JSON in the body, or else the query. */
async function readInput(request: Request): Promise<Input | Response> {
  const body = await request.text();
  try {
    const query = new URL(request.url).searchParams;
    return checkInput(body ? JSON.parse(body) : Object.fromEntries(query));
  } catch {
    return invalidInput("The body must be a JSON object.");
  }
}

function checkInput(input: Record<string, unknown>): Input | Response {
  const { text = "Hello from Patchbay" } = input;
  if (typeof text !== "string") return invalidInput('"text" must be a text.');
  return { text };
}

function invalidInput(detail: string): Response {
  const problem = { title: "Invalid input", status: 400, detail };
  return Response.json(problem, {
    status: 400,
    headers: { "content-type": "application/problem+json" },
  });
}

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
