import { createHash } from "node:crypto";
import type { Call, Method } from "../../../google/sandbox/ground/app.ts";
import {
  channelBody,
  openChannel,
  stopBody,
  stopChannel,
} from "../../../google/sandbox/ground/channels.ts";
import { invalid } from "../../../google/sandbox/ground/refusal.ts";
import { upToDate } from "../changes-log.ts";
import { checkFields } from "../fields.ts";
import { fileResource } from "../resource.ts";
import { anyScope } from "../scopes.ts";
import type { Change, DriveState } from "../state.ts";

const getStartPageToken: Method<DriveState> = {
  id: "changes.getStartPageToken",
  http: "GET",
  path: "/drive/v3/changes/startPageToken",
  scopes: anyScope,
  query: ["driveId", "supportsAllDrives"],
  changes: true,
  run(call) {
    checkFields(call.query);
    const { changes } = upToDate(call);
    return { kind: "drive#startPageToken", startPageToken: String(changes.length + 1) };
  },
};

const parameters = [
  "pageToken",
  "pageSize",
  "includeRemoved",
  "includeCorpusRemovals",
  "includeItemsFromAllDrives",
  "supportsAllDrives",
  "restrictToMyDrive",
  "spaces",
  "driveId",
  "includePermissionsForView",
  "includeLabels",
];

/** The place that the token names: the first change not read yet. */
function placeOf(query: URLSearchParams): number {
  const token = query.get("pageToken") ?? invalid("Required parameter: pageToken", "required");
  return /^\d{1,15}$/.test(token) ? Number(token) : invalid("Invalid Value", "invalid");
}

const list: Method<DriveState> = {
  id: "changes.list",
  http: "GET",
  path: "/drive/v3/changes",
  scopes: anyScope,
  query: parameters,
  changes: true,
  run(call) {
    const { query } = call;
    checkFields(query);
    const place = placeOf(query);
    const { changes } = upToDate(call);
    const withRemoved = query.get("includeRemoved") !== "false";
    // Each file counts once, with its latest change.
    const waiting = changes.filter(
      (change) =>
        change.place >= place &&
        (withRemoved || !change.removed) &&
        changes.every(
          ({ fileId, place: later }) => fileId !== change.fileId || later <= change.place,
        ),
    );
    const size = Math.min(Number(query.get("pageSize") ?? "100") || 100, 1000);
    const page = waiting.slice(0, size);
    const next = waiting[size];
    return {
      kind: "drive#changeList",
      changes: page.map((change) => changeResource(change, call)),
      ...(next
        ? { nextPageToken: String(next.place) }
        : { newStartPageToken: String(changes.length + 1) }),
    };
  },
};

function changeResource({ fileId, removed, time }: Change, call: Call<DriveState>) {
  const file = call.files.find(fileId);
  return {
    kind: "drive#change",
    changeType: "file",
    time,
    removed,
    fileId,
    ...(file ? { file: fileResource(file, call) } : {}),
  };
}

/** Channels end after an hour where nothing is asked, and after a week at the latest. */
const hour = 3_600_000;
const week = 7 * 24 * hour;

/** https://developers.google.com/workspace/drive/api/guides/push */
const watch: Method<DriveState> = {
  id: "changes.watch",
  http: "POST",
  path: "/drive/v3/changes/watch",
  scopes: anyScope,
  query: parameters,
  body: channelBody,
  changes: true,
  run(call) {
    const { state, user, query, body, now, origin } = call;
    checkFields(query);
    placeOf(query);
    return openChannel(state.channels, channelBody.parse(body), {
      now,
      userId: user.id,
      resourceId: createHash("sha256").update(user.id).digest("base64url").slice(0, 27),
      resourceUri: `${origin}/drive/v3/changes?alt=json&pageToken=${query.get("pageToken")}`,
      told: String(upToDate(call).changes.length),
      lifetimeMs: hour,
      maxLifetimeMs: week,
      refuseAddress: (address) =>
        invalid(`WebHook callback must be HTTPS: ${address}`, "push.webhookUrlNotHttps"),
    });
  },
};

const stop: Method<DriveState> = {
  id: "channels.stop",
  http: "POST",
  path: "/drive/v3/channels/stop",
  scopes: anyScope,
  body: stopBody,
  changes: true,
  run: ({ state, body, now }) => stopChannel(state.channels, stopBody.parse(body), now),
};

/** What changed since. */
export const changeMethods: readonly Method<DriveState>[] = [getStartPageToken, list, watch, stop];
