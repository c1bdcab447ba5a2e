/**
 * Upload a report and share it in #sales
 *
 * Calls slack.files.getUploadURLExternal, slack.conversations.list, slack.files.completeUploadExternal with channels:read, files:write.
 * This file is yours.
 */

export default {
  async fetch(request: Request): Promise<Response> {
    const trigger: { body?: { report?: unknown } } = {
      body: await request
        .clone()
        .json()
        .catch(() => null),
    };

    const upload = await uploadFile({
      filename: "report.txt",
      content: trigger.body?.report,
    });

    const shared = await slack("files.completeUploadExternal", {
      files: [{ id: upload.file_id, title: "Report" }],
      channel_id: await channelId("#sales"),
    });

    return Response.json(shared);
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

/** Finds the id of a channel by its #name; an id is taken as it is. */
async function channelId(channel: string): Promise<string> {
  if (/^[CDG][A-Z0-9]{6,}$/.test(channel)) return channel;
  const name = channel.replace(/^#/, "");
  let cursor: string | undefined;
  do {
    const page = await slack<{
      channels: { id: string; name?: string }[];
      response_metadata?: { next_cursor?: string };
    }>("conversations.list", { limit: 200, exclude_archived: true, cursor });
    const found = page.channels.find((candidate) => candidate.name === name);
    if (found) return found.id;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  throw new Error(`Slack has no channel #${name} that the app can see.`);
}

/** Asks Slack for an upload address and sends the content there. */
async function uploadFile({
  content,
  ...file
}: {
  filename: unknown;
  content: unknown;
  alt_txt?: unknown;
}) {
  const bytes = new TextEncoder().encode(
    typeof content === "string" ? content : JSON.stringify(content),
  );
  const upload = await slack<{ file_id: string; upload_url: string }>(
    "files.getUploadURLExternal",
    {
      ...file,
      length: bytes.length,
    },
  );
  const sent = await fetch(upload.upload_url, { method: "POST", body: bytes });
  if (!sent.ok) throw new Error(`Slack did not take the file: HTTP ${sent.status}`);
  return upload;
}
