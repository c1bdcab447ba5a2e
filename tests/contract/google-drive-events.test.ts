import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { readChannelMessage } from "../../src/automations/channel-messages.ts";
import { createSecret } from "../../src/core/ids.ts";
import { googleDriveConnector } from "../../src/connectors/googledrive/connector.ts";
import { startGoogleEvents } from "../support/google-events.ts";
import { createReceiver } from "../support/receiver.ts";

const newChannel = () => ({ id: randomUUID(), token: createSecret() });

let google: Awaited<ReturnType<typeof startGoogleEvents>>;
let receiver: Awaited<ReturnType<typeof createReceiver>> | undefined;
afterEach(async () => {
  await google.close();
  await receiver?.close();
  receiver = undefined;
});

const start = async () => {
  google = await startGoogleEvents([googleDriveConnector], ["drive.metadata.readonly"]);
};
const folderType = "application/vnd.google-apps.folder";
const all = ["drive", "documents", "spreadsheets"];
const create = async (name: string, more = {}) =>
  String((await google.as(all, "POST", "/drive/v3/files", { name, ...more }))["id"]);
const change = (id: string, body: object) => google.as(all, "PATCH", `/drive/v3/files/${id}`, body);
const brief = (payloads: readonly Readonly<Record<string, unknown>>[]) =>
  payloads.map(({ name, change: what }) => `${String(what)} ${String(name)}`);

test("each change of a file comes once, and none that was before", async () => {
  await start();
  await create("before.txt");
  const watch = google.watch("googledrive.file.changed");
  expect(await watch.ask()).toEqual([]);
  const id = await create("one.txt");
  expect(brief(await watch.ask())).toEqual(["added one.txt"]);
  expect(await watch.ask()).toEqual([]);
  google.pass(60_000);
  await change(id, { name: "two.txt" });
  expect(brief(await watch.ask())).toEqual(["changed two.txt"]);
  expect(await watch.ask()).toEqual([]);
  // what goes away is not told
  await change(id, { trashed: true });
  await google.as(all, "DELETE", `/drive/v3/files/${id}`);
  expect(await watch.ask()).toEqual([]);
});

test("documents that other apps change are files too", async () => {
  await start();
  const watch = google.watch("googledrive.file.changed", { kind: "document" });
  await watch.ask();
  const { documentId } = await google.as(all, "POST", "/v1/documents", { title: "Plan" });
  google.pass(60_000);
  expect(await watch.ask()).toMatchObject([{ id: documentId, kind: "document", change: "added" }]);
  await google.as(all, "POST", `/v1/documents/${String(documentId)}:batchUpdate`, {
    requests: [{ insertText: { text: "Hello", endOfSegmentLocation: {} } }],
  });
  expect(await watch.ask()).toMatchObject([{ id: documentId, change: "changed" }]);
});

test("more than one page comes whole", async () => {
  await start();
  const watch = google.watch("googledrive.file.changed");
  await watch.ask();
  for (let index = 0; index < 120; index++) await create(`file ${index}`);
  const told = brief(await watch.ask());
  expect(told).toHaveLength(120);
  expect(new Set(told).size).toBe(120);
  expect(await watch.ask()).toEqual([]);
});

test("files, folders and names are told apart", async () => {
  await start();
  const folder = await create("Invoices", { mimeType: folderType });
  const link = `https://drive.google.com/drive/folders/${folder}?usp=sharing`;
  const watches = {
    byId: google.watch("googledrive.file.changed", { folderId: folder }),
    byName: google.watch("googledrive.file.changed", { folder: "invoices" }),
    byLink: google.watch("googledrive.file.changed", { url: link }),
    words: google.watch("googledrive.file.changed", { name: "march", change: "added" }),
  };
  for (const watch of Object.values(watches)) expect(await watch.ask()).toEqual([]);
  await create("March.pdf", { parents: [folder], mimeType: "application/pdf" });
  await create("elsewhere.pdf");
  const inFolder = ["added March.pdf"];
  expect(brief(await watches.byId.ask())).toEqual(inFolder);
  expect(brief(await watches.byName.ask())).toEqual(inFolder);
  expect(brief(await watches.byLink.ask())).toEqual(inFolder);
  expect(await watches.words.ask()).toMatchObject([
    { kind: "pdf", folderNames: ["Invoices"], folders: [folder] },
  ]);
});

test("a channel tells of changes in any app, and of nothing else", async () => {
  await start();
  receiver = await createReceiver();
  const { received, address } = receiver;
  const watch = { event: google.eventOf("googledrive.file.changed"), given: {} };
  const channel = newChannel();
  const { state, endsAt } = await google.sources.open(watch, { ...channel, address });
  expect(endsAt.getTime() - google.clock.time).toBe(7 * 86_400_000);
  const known = { token: channel.token, resourceId: String(state["resourceId"]) };
  const arrived = async (count: number) => {
    await vi.waitFor(() => expect(received).toHaveLength(count), { timeout: 5000 });
    return readChannelMessage(received[count - 1] ?? new Headers(), known);
  };
  expect(await arrived(1)).toEqual({ status: "sync" });
  await create("one.txt");
  expect(await arrived(2)).toEqual({ status: "changed" });
  await google.as(all, "POST", "/v4/spreadsheets", { properties: { title: "Budget" } });
  expect(await arrived(3)).toEqual({ status: "changed" });
  // to look changes nothing, and what is another's alone concerns nobody else
  await google.watch("googledrive.file.changed").ask();
  await google.as(all, "POST", "/drive/v3/files", { name: "private" }, "sam@example.com");
  await google.sources.close(watch, { id: channel.id, state });
  await create("two.txt");
  const next = newChannel();
  await google.sources.open(watch, { ...next, address });
  await arrived(4);
  expect(received[3]?.get("x-goog-channel-id")).toBe(next.id);
});
