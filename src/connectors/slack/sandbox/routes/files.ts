import { integerOf, requiredText, textOf } from "../arguments.ts";
import { type Method, read, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import type { StoredFile } from "../state.ts";
import { fileView, mimeTypeOf } from "../views.ts";
import { type Call, requiredUser, visibleChannel } from "../workspace.ts";

export const filesMethods = {
  "files.info": read((call) => ({ file: fileView(call.origin, requiredFile(call)) })),

  /** Newest first, page by number. */
  "files.list": read((call) => {
    const { state, args, origin } = call;
    const count = integerOf(args, "count", "invalid_arguments") ?? 100;
    const page = integerOf(args, "page", "invalid_arguments") ?? 1;
    if (count < 1 || count > 1000 || page < 1) refuse("invalid_arguments");
    const listed = state.files.filter((file) => isVisible(call, file)).filter(matcherOf(call));
    const total = listed.length;
    return {
      files: listed
        .toReversed()
        .slice((page - 1) * count, page * count)
        .map((file) => fileView(origin, file)),
      paging: { count, total, page, pages: Math.max(1, Math.ceil(total / count)) },
    };
  }),

  "files.delete": write((call) => {
    const file = requiredFile(call);
    if (file.user !== call.token.user) refuse("cant_delete_file");
    file.status = "deleted";
    return {};
  }),
} satisfies Record<string, Method>;

function requiredFile(call: Call): StoredFile {
  const id = requiredText(call.args, "file", "file_not_found");
  const file = call.state.files.find((one) => one.id === id) ?? refuse("file_not_found");
  if (file.status === "deleted") refuse("file_deleted");
  return isVisible(call, file) ? file : refuse("file_not_found");
}

/** One's own, and what was shared where one can look. */
function isVisible({ state, token }: Call, { status, user, channels }: StoredFile): boolean {
  if (status !== "complete") return false;
  return user === token.user || channels.some((id) => visibleChannel(state, token, id));
}

function matcherOf(call: Call): (file: StoredFile) => boolean {
  const { args } = call;
  const channel = textOf(args, "channel");
  const person = args["user"] ? requiredUser(call).id : undefined;
  const from = integerOf(args, "ts_from", "invalid_arguments") ?? 0;
  const to = integerOf(args, "ts_to", "invalid_arguments") ?? Number.POSITIVE_INFINITY;
  const types = (textOf(args, "types") ?? "all").split(",");
  return ({ name, user, channels, created }) =>
    (channel === undefined || channels.includes(channel)) &&
    (person === undefined || user === person) &&
    created / 1000 >= from &&
    created / 1000 <= to &&
    (types.includes("all") || types.includes(typeOf(name)));
}

/** Of the kinds that Slack filters by, those that a name tells. */
function typeOf(name: string): string {
  const mime = mimeTypeOf(name);
  if (mime.startsWith("image/")) return "images";
  if (mime === "application/pdf") return "pdfs";
  return mime === "application/zip" ? "zips" : "snippets";
}
