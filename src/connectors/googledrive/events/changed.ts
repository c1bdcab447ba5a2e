import { z } from "zod";
import { type EventCall, EventCallError, type EventPoll } from "../../../catalog/event.ts";
import { cursorOf } from "../../../catalog/polling.ts";
import { googleChannel } from "../../google/channel.ts";

export const filePayload = z.object({
  id: z.string().describe("Id of the file"),
  name: z.string().describe("Name of the file"),
  kind: z
    .string()
    .describe("document, spreadsheet, presentation, form, folder, or the end of its media type"),
  mimeType: z.string().describe("Media type"),
  change: z.string().describe("added or changed"),
  link: z.string().describe("Address of the file"),
  folders: z.array(z.string()).describe("Ids of the folders it lies in"),
  folderNames: z.array(z.string()).describe("Names of those folders"),
  size: z.number().optional().describe("Bytes; Google's own documents have none"),
  created: z.string().describe("When it was created, ISO 8601"),
  modified: z.string().describe("When it was changed, ISO 8601"),
  changedBy: z.string().describe("Address of who changed it; empty where Google does not tell"),
});

const cursorShape = z.strictObject({
  pageToken: z.string(),
  /** When the round of questions before this one was over, ISO 8601. */
  asked: z.string(),
});

const file = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  mimeType: z.string().nullish(),
  webViewLink: z.string().nullish(),
  createdTime: z.string().nullish(),
  modifiedTime: z.string().nullish(),
  size: z.string().nullish(),
  parents: z.array(z.string()).nullish(),
  trashed: z.boolean().nullish(),
  lastModifyingUser: z.looseObject({ emailAddress: z.string().nullish() }).nullish(),
});
const page = z.looseObject({
  changes: z
    .array(
      z.looseObject({
        time: z.string().nullish(),
        removed: z.boolean().nullish(),
        file: file.nullish(),
      }),
    )
    .nullish(),
  newStartPageToken: z.string().nullish(),
  nextPageToken: z.string().nullish(),
});
const start = z.looseObject({ startPageToken: z.string() });

const fields =
  "changes(removed,time,file(id,name,mimeType,webViewLink,createdTime,modifiedTime,size,parents,trashed,lastModifyingUser(emailAddress))),newStartPageToken,nextPageToken";

/** What is removed or in the trash is no file that is added or changed. https://developers.google.com/workspace/drive/api/guides/manage-changes */
export const changed: EventPoll = {
  operations: [
    "googledrive.changes.getStartPageToken",
    "googledrive.changes.list",
    "googledrive.files.get",
  ],
  every: 60,
  async ask({ cursor, now, call }) {
    const before = cursorOf(cursorShape, cursor);
    const asked = now.toISOString();
    if (!before) {
      const answer = await call("googledrive.changes.getStartPageToken", {});
      return { cursor: { pageToken: start.parse(answer).startPageToken, asked }, happenings: [] };
    }
    const answer = await call("googledrive.changes.list", {
      pageToken: before.pageToken,
      includeRemoved: false,
      pageSize: 100,
      fields,
    });
    const { changes, nextPageToken, newStartPageToken } = page.parse(answer);
    const folderName = folderNamer(call);
    const happenings = [];
    for (const { removed, time, file: one } of changes ?? []) {
      if (removed || !one || one.trashed) continue;
      const folderNames = await Promise.all((one.parents ?? []).map(folderName));
      const payload = { ...payloadOf(one, before.asked), folderNames };
      happenings.push({ id: `${one.id}@${time ?? one.modifiedTime}`, payload });
    }
    return {
      cursor: {
        pageToken: nextPageToken ?? newStartPageToken ?? before.pageToken,
        asked: nextPageToken ? before.asked : asked,
      },
      happenings,
      isMore: Boolean(nextPageToken),
    };
  },
};

/** Names of folders, each asked for once; empty where the account may not see it. */
function folderNamer(call: EventCall): (id: string) => Promise<string> {
  const names = new Map<string, Promise<string>>();
  const nameOf = async (fileId: string) => {
    try {
      const answer = await call("googledrive.files.get", { fileId, fields: "id,name" });
      return file.parse(answer).name ?? "";
    } catch (error) {
      if (error instanceof EventCallError && [403, 404].includes(error.status)) return "";
      throw error;
    }
  };
  return (id) => {
    const name = names.get(id) ?? nameOf(id);
    names.set(id, name);
    return name;
  };
}

function payloadOf(
  one: z.output<typeof file>,
  asked: string,
): Omit<z.output<typeof filePayload>, "folderNames"> {
  const mimeType = one.mimeType ?? "";
  const [created, modified] = [one.createdTime ?? "", one.modifiedTime ?? ""];
  // Made since the last question, or not touched since it was made.
  const isNew =
    created !== "" &&
    (Date.parse(created) > Date.parse(asked) || Date.parse(modified) - Date.parse(created) < 2000);
  return {
    id: one.id,
    name: one.name ?? "",
    kind: /[./]([^./]+)$/.exec(mimeType)?.[1] ?? mimeType,
    mimeType,
    change: isNew ? "added" : "changed",
    link: one.webViewLink ?? "",
    folders: one.parents ?? [],
    ...(one.size ? { size: Number(one.size) } : {}),
    created,
    modified,
    changedBy: one.lastModifyingUser?.emailAddress ?? "",
  };
}

export const channel = googleChannel({
  watch: "googledrive.changes.watch",
  stop: "googledrive.channels.stop",
  looksUp: ["googledrive.changes.getStartPageToken"],
  inputOf: async ({ call }) => {
    const from = start.parse(await call("googledrive.changes.getStartPageToken", {}));
    return { pageToken: from.startPageToken };
  },
});
