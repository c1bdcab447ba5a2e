import { drive, type drive_v3 } from "@googleapis/drive";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

/** Drive's own client with these scopes, as this person. */
function client(scopes: readonly string[], email?: string): drive_v3.Drive {
  return drive({
    version: "v3",
    auth: google.auth(scopes, email),
    rootUrl: google.rootUrl,
    retry: false,
  });
}
const folderType = "application/vnd.google-apps.folder";
const handbook = "1TeamHandbook2026";

async function create(api: drive_v3.Drive, requestBody: drive_v3.Schema$File): Promise<string> {
  const { data } = await api.files.create({ requestBody });
  return data.id ?? "";
}

describe("the scope for own files", () => {
  test("makes a folder and a file in it, and sees nothing else", async () => {
    const api = client(["drive.file"]);
    const folder = await create(api, { name: "Contracts", mimeType: folderType });
    const file = await create(api, { name: "Draft.txt", parents: [folder] });
    const { data } = await api.files.list({ q: "trashed = false", fields: "files(id,parents)" });
    expect(data.files).toContainEqual({ id: file, parents: [folder] });
    expect(data.files?.map(({ id }) => id)).not.toContain(handbook);
  });

  test("does not reach a folder that the person has", async () => {
    const call = create(client(["drive.file"]), { name: "x", parents: ["1ReportsFolder2026"] });
    expect(await failure(call)).toMatchObject({ status: 404, reason: "notFound" });
  });

  test("does not read, copy or delete a file that the person has", async () => {
    const { files } = client(["drive.file"]);
    const calls = [
      files.get({ fileId: handbook }),
      files.copy({ fileId: handbook }),
      files.delete({ fileId: handbook }),
    ];
    const statuses = (await Promise.all(calls.map(failure))).map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404]);
  });
});

describe("where a file goes", () => {
  test.each([
    ["two folders", ["root", "1ReportsFolder2026"], 403, "cannotAddParent"],
    ["a file", [handbook], 403, "parentNotAFolder"],
    ["nowhere", ["1NoSuchFolder"], 404, "notFound"],
  ])("is not %s", async (_, parents, status, reason) => {
    const call = create(client(["drive"]), { name: "x", parents });
    expect(await failure(call)).toMatchObject({ status, reason });
  });

  test("changes by the query, not by the body", async () => {
    const api = client(["drive"]);
    const fileId = await create(api, { name: "Wanderer.txt" });
    const body = api.files.update({ fileId, requestBody: { parents: ["1ReportsFolder2026"] } });
    expect(await failure(body)).toMatchObject({ status: 403, reason: "fieldNotWritable" });
    const { data } = await api.files.update({
      fileId,
      addParents: "1ReportsFolder2026",
      removeParents: "root",
      fields: "parents",
    });
    expect(data.parents).toEqual(["1ReportsFolder2026"]);
  });

  test("is not within itself", async () => {
    const api = client(["drive"]);
    const outer = await create(api, { name: "Outer", mimeType: folderType });
    const inner = await create(api, { name: "Inner", mimeType: folderType, parents: [outer] });
    const call = api.files.update({ fileId: outer, addParents: inner });
    expect((await failure(call)).status).toBe(400);
  });

  test("takes more than the scope for details, a new name does not", async () => {
    const api = client(["drive.metadata"]);
    const { data } = await api.files.update({
      fileId: "1OfferTemplate2026",
      requestBody: { description: "For new customers" },
      fields: "description",
    });
    expect(data).toEqual({ description: "For new customers" });
    const move = api.files.update({
      fileId: "1OfferTemplate2026",
      addParents: "1ReportsFolder2026",
    });
    expect((await failure(move)).reason).toBe("appNotAuthorizedToFile");
  });
});

describe("a file", () => {
  test("is copied beside the original with what is in it", async () => {
    const api = client(["drive"]);
    const { data } = await api.files.copy({ fileId: "1SalesReportQ3", fields: "id,name,parents" });
    expect(data).toMatchObject({ name: "Copy of Sales Q3.csv", parents: ["1ReportsFolder2026"] });
    const { data: content } = await api.files.get(
      { fileId: data.id ?? "", alt: "media" },
      { responseType: "text" },
    );
    expect(content).toContain("July,118,23600");
  });

  test("of its own id is made once", async () => {
    const api = client(["drive.file"]);
    const { data } = await api.files.generateIds({ count: 2 });
    expect(data.ids).toHaveLength(2);
    const requestBody = { id: data.ids?.[0] ?? "", name: "Once.txt" };
    expect(await create(api, requestBody)).toBe(requestBody.id);
    const again = await failure(api.files.create({ requestBody }));
    expect(again).toMatchObject({ status: 409, reason: "fileIdInUse" });
    const made = api.files.create({ requestBody: { id: "1OfMyOwn00", name: "x" } });
    expect((await failure(made)).status).toBe(400);
  });

  test("goes to the trash with its folder, and away with it", async () => {
    const api = client(["drive"]);
    const folder = await create(api, { name: "Short-lived", mimeType: folderType });
    const file = await create(api, { name: "Inside.txt", parents: [folder] });
    await api.files.update({ fileId: folder, requestBody: { trashed: true } });
    const { data } = await api.files.get({ fileId: file, fields: "trashed" });
    expect(data.trashed).toBe(true);
    const gone = await api.files.delete({ fileId: folder });
    expect(gone.status).toBe(204);
    expect((await failure(api.files.get({ fileId: file }))).status).toBe(404);
    expect((await failure(api.files.delete({ fileId: folder }))).status).toBe(404);
  });

  test("of another app is made, copied and exported", async () => {
    const api = client(["drive"]);
    const mimeType = "application/vnd.google-apps.document";
    const empty = await create(api, { name: "New document", mimeType });
    const { data: details } = await api.files.get({ fileId: empty, fields: "webViewLink,size" });
    expect(details.webViewLink).toContain("docs.google.com/document/d/");
    expect(details.size).toBeUndefined();
    const { data: copy } = await api.files.copy({ fileId: "1ProjectBrief2026" });
    const { data } = await api.files.export(
      { fileId: copy.id ?? "", mimeType: "text/plain" },
      { responseType: "text" },
    );
    expect(data).toContain("Launch in spring");
    const odd = api.files.export({ fileId: empty, mimeType: "image/gif" });
    expect((await failure(odd)).reason).toBe("badRequest");
    const bytes = await failure(api.files.get({ fileId: empty, alt: "media" }));
    expect(bytes.reason).toBe("fileNotDownloadable");
  });

  test("with bytes is not exported", async () => {
    const call = client(["drive"]).files.export({ fileId: handbook, mimeType: "application/pdf" });
    expect((await failure(call)).reason).toBe("fileNotExportable");
  });
});

describe("sharing", () => {
  test("opens a folder and what is in it, later files too", async () => {
    const maya = client(["drive"]);
    const sam = client(["drive"], "sam@example.com");
    const folder = await create(maya, { name: "Together", mimeType: folderType });
    const early = await create(maya, { name: "Early.txt", parents: [folder] });
    expect((await failure(sam.files.get({ fileId: early }))).status).toBe(404);
    await maya.permissions.create({
      fileId: folder,
      requestBody: { type: "user", role: "reader", emailAddress: "sam@example.com" },
      emailMessage: "Have a look",
    });
    const late = await create(maya, { name: "Late.txt", parents: [folder] });
    const { data } = await sam.files.list({ q: `'${folder}' in parents` });
    expect(data.files?.map(({ id }) => id).toSorted()).toEqual([early, late].toSorted());
    const call = create(sam, { name: "x", parents: [folder] });
    expect(await failure(call)).toMatchObject({ reason: "insufficientParentPermissions" });
    const page = await (await fetch(`${google.url}/?app=googledrive`)).text();
    expect(page).toContain("sam@example.com was told of Together: Have a look");
  });

  test("changes a right that is there, and names nobody without a mask", async () => {
    const api = client(["drive"]);
    const requestBody = { type: "user", emailAddress: "priya@example.com" };
    const fileId = "1OfferTemplate2026";
    const quietly = { fileId, sendNotificationEmail: false } as const;
    await api.permissions.create({ ...quietly, requestBody: { ...requestBody, role: "reader" } });
    await api.permissions.create({ ...quietly, requestBody: { ...requestBody, role: "writer" } });
    const { data } = await api.permissions.list({
      fileId,
      fields: "permissions(role,emailAddress)",
    });
    expect(data.permissions).toEqual([
      { role: "owner", emailAddress: "maya@example.com" },
      { role: "writer", emailAddress: "priya@example.com" },
    ]);
    const { data: brief } = await api.permissions.list({ fileId });
    expect(brief.permissions?.[0]).not.toHaveProperty("emailAddress");
  });

  test.each([
    [{ type: "user", role: "reader" }, 400, "invalid"],
    [{ type: "domain", role: "reader" }, 400, "invalid"],
    [{ type: "user", role: "owner", emailAddress: "sam@example.com" }, 403, "forbidden"],
    [
      { type: "user", role: "reader", emailAddress: "nobody@example.com" },
      400,
      "invalidSharingRequest",
    ],
  ])("is refused for %o", async (requestBody, status, reason) => {
    const call = client(["drive"]).permissions.create({
      fileId: handbook,
      requestBody,
      sendNotificationEmail: false,
    });
    expect(await failure(call)).toMatchObject({ status, reason });
  });

  test("is not for whoever may only read", async () => {
    const call = client(["drive"]).permissions.list({ fileId: "1ServerList2026" });
    expect(await failure(call)).toMatchObject({ reason: "insufficientFilePermissions" });
  });
});

describe("changes", () => {
  test("since a place tell each file once, with its latest state", async () => {
    const api = client(["drive"]);
    const { data: start } = await api.changes.getStartPageToken();
    const pageToken = start.startPageToken ?? "";
    const file = await create(api, { name: "First.txt" });
    await api.files.update({ fileId: file, requestBody: { name: "Second.txt" } });
    const gone = await create(api, { name: "Gone.txt" });
    await api.changes.list({ pageToken });
    await api.files.delete({ fileId: gone });
    const { data } = await api.changes.list({ pageToken });
    expect(data.changes).toEqual([
      expect.objectContaining({
        removed: false,
        file: expect.objectContaining({ name: "Second.txt" }),
      }),
      expect.objectContaining({ removed: true, fileId: gone }),
    ]);
    const { data: later } = await api.changes.list({ pageToken: data.newStartPageToken ?? "" });
    expect(later.changes).toEqual([]);
  });

  test("need a place to start from", async () => {
    const api = client(["drive.metadata.readonly"]);
    expect((await failure(api.changes.list({ pageToken: "yesterday" }))).status).toBe(400);
  });

  test("are told at an address that is https, until a week from now", async () => {
    const api = client(["drive.metadata.readonly"]);
    const watch = (id: string, address: string) =>
      api.changes.watch({ pageToken: "1", requestBody: { id, type: "web_hook", address } });
    const { data } = await watch("channel-1", "https://example.com/hook");
    expect(data).toMatchObject({ kind: "api#channel", id: "channel-1" });
    const refusals = [
      watch("channel-1", "https://example.com/hook"),
      watch("channel-2", "http://example.com/hook"),
    ];
    expect((await Promise.all(refusals.map(failure))).map(({ reason }) => reason)).toEqual([
      "channelIdNotUnique",
      "push.webhookUrlNotHttps",
    ]);
  });
});

describe("the account", () => {
  test("answers only what is asked for", async () => {
    const api = client(["drive.file"]);
    expect(await failure(api.about.get())).toMatchObject({ status: 400, reason: "required" });
    const { data } = await api.about.get({ fields: "user/emailAddress,storageQuota/limit" });
    expect(data).toEqual({
      user: { emailAddress: "maya@example.com" },
      storageQuota: { limit: "16106127360" },
    });
  });

  test("is closed to a token without a scope of Drive", async () => {
    const call = client(["documents"]).about.get({ fields: "user" });
    expect(await failure(call)).toMatchObject({ status: 403, reason: "insufficientPermissions" });
  });
});
