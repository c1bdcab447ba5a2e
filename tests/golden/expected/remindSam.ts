/**
 * If I ask for it, schedule a message to @sam
 *
 * Calls slack.users.list, slack.chat.scheduleMessage with chat:write, users:read.
 * This file is yours.
 */

interface Input {
  wanted: boolean;
  note: string | undefined;
}

export default {
  async fetch(request: Request): Promise<Response> {
    const input = await readInput(request);
    if (input instanceof Response) return input;

    const slackStep = input.wanted
      ? await slack<{ scheduled_message_id: string }>("chat.scheduleMessage", {
          channel: await userId("@sam"),
          text: input.note,
          post_at: 1893456000,
        })
      : undefined;

    return Response.json(slackStep?.scheduled_message_id);
  },
};

/** Reads what the caller passed: JSON in the body, or else the query. */
async function readInput(request: Request): Promise<Input | Response> {
  const body = await request.text();
  try {
    const query = new URL(request.url).searchParams;
    return checkInput(body ? JSON.parse(body) : Object.fromEntries(typedValues(query)));
  } catch {
    return invalidInput("The body must be a JSON object.");
  }
}

function checkInput(input: Record<string, unknown>): Input | Response {
  const { wanted = true, note } = input;
  if (typeof wanted !== "boolean") return invalidInput('"wanted" must be true or false.');
  if (note !== undefined && typeof note !== "string") return invalidInput('"note" must be a text.');
  return { wanted, note };
}

function invalidInput(detail: string): Response {
  const problem = { title: "Invalid input", status: 400, detail };
  return Response.json(problem, {
    status: 400,
    headers: { "content-type": "application/problem+json" },
  });
}

/** A query holds text only: numbers, booleans and lists stand in it as JSON. */
function typedValues(query: URLSearchParams): [string, unknown][] {
  const parsed = ["wanted"];
  return Array.from(query, ([name, value]) => [
    name,
    parsed.includes(name) ? JSON.parse(value) : value,
  ]);
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

/** Finds the id of a person by their @name, as it is shown or as they sign in; an id is taken as it is. */
async function userId(person: string): Promise<string> {
  if (/^[UW][A-Z0-9]{6,}$/.test(person)) return person;
  const name = person.replace(/^@/, "").toLowerCase();
  let cursor: string | undefined;
  do {
    const page = await slack<{
      members: {
        id: string;
        name: string;
        real_name?: string;
        deleted?: boolean;
        profile?: { display_name?: string };
      }[];
      response_metadata?: { next_cursor?: string };
    }>("users.list", { limit: 200, cursor });
    const found = page.members.find(
      (member) =>
        !member.deleted &&
        [member.name, member.real_name, member.profile?.display_name].some(
          (known) => known?.toLowerCase() === name,
        ),
    );
    if (found) return found.id;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  throw new Error(`Slack has nobody called @${name}.`);
}
