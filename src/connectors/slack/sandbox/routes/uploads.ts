import { createHash } from "node:crypto";
import { integerOf, listOf, requiredText, textOf } from "../arguments.ts";
import { createId, createToken } from "../ids.ts";
import { type Method, read, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import type { State, StoredFile } from "../state.ts";
import { fileView } from "../views.ts";
import { type Call, authorOf, channelById, isMember, nextTs } from "../workspace.ts";

/** The three steps of an upload: https://docs.slack.dev/messaging/working-with-files */
export const uploadsMethods = {
  "files.getUploadURLExternal": {
    ...read(({ state, args, token, now, origin }) => {
      const name = requiredText(args, "filename");
      const size = integerOf(args, "length", "invalid_arguments") ?? refuse("invalid_arguments");
      if (size < 1) refuse("invalid_arguments");
      const file: StoredFile = {
        id: createId("F"),
        name,
        title: name,
        size,
        user: token.user,
        created: now,
        ticket: createToken(""),
        status: "awaited",
        channels: [],
      };
      state.files.push(file);
      return { upload_url: `${origin}/upload/v1/${file.ticket}`, file_id: file.id };
    }),
    changes: true,
  },

  "files.completeUploadExternal": write((call) => {
    const { state, args, now, origin } = call;
    const listed = listOf(args, "files", "invalid_arguments") ?? refuse("invalid_arguments");
    const files = listed.map((entry) => uploadedFile(call, entry));
    const target = textOf(args, "channel_id");
    const channel = target === undefined ? undefined : channelById(call, target);
    if (channel && !isMember(channel, call.token)) refuse("not_in_channel");
    for (const { file, title } of files) {
      file.status = "complete";
      file.title = title ?? file.name;
      if (channel) file.channels.push(channel.id);
    }
    const threadTs = textOf(args, "thread_ts");
    channel?.messages.push({
      ...authorOf(call),
      ts: nextTs(state, now),
      text: textOf(args, "initial_comment") ?? "",
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      reactions: [],
      files: files.map(({ file }) => file.id),
    });
    return { files: files.map(({ file }) => fileView(origin, file)) };
  }),
} satisfies Record<string, Method>;

/** Only what this author has uploaded and not finished yet. */
function uploadedFile({ state, token }: Call, entry: unknown) {
  const given: Record<string, unknown> = typeof entry === "object" ? { ...entry } : {};
  const file = state.files.find(
    ({ id, user, status }) => id === given["id"] && user === token.user && status === "uploaded",
  );
  const { title } = given;
  return { file: file ?? refuse("file_not_found"), title: title ? String(title) : undefined };
}

/** Takes the bytes; the ticket is the only credential. The length must be the announced one. */
export function receiveUpload(state: State, ticket: string, bytes: Uint8Array): Response {
  const file = state.files.find((one) => one.ticket === ticket && one.status === "awaited");
  if (!file) return new Response("upload not found", { status: 404 });
  if (bytes.byteLength !== file.size)
    return new Response(`length is ${bytes.byteLength}, ${file.size} was announced`, {
      status: 400,
    });
  file.status = "uploaded";
  file.sha256 = createHash("sha256").update(bytes).digest("hex");
  return new Response(`OK - ${bytes.byteLength}`);
}
