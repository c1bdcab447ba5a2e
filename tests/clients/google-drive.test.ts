import { buffer, text } from "node:stream/consumers";
import { Readable } from "node:stream";
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
/** Uploads have an address of their own that the client's options do not reach. */
const upload = () => ({ rootUrl: google.rootUrl });
const folderType = "application/vnd.google-apps.folder";
const handbook = "1TeamHandbook2026";

describe("files", () => {
  test("are listed newest first, four members each", async () => {
    const { data } = await client(["drive.metadata.readonly"]).files.list({ pageSize: 2 });
    expect(data.files).toEqual([
      { kind: "drive#file", id: handbook, name: "Team handbook.txt", mimeType: "text/plain" },
      expect.objectContaining({ id: "1OfferTemplate2026" }),
    ]);
    expect(data.nextPageToken).toEqual(expect.any(String));
  });

  test("are read page by page without loss", async () => {
    const api = client(["drive.readonly"]);
    const { data: whole } = await api.files.list({ orderBy: "folder,name" });
    const names: string[] = [];
    for (let pageToken: string | undefined; ;) {
      const { data } = await api.files.list({
        orderBy: "folder,name",
        pageSize: 3,
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      names.push(...(data.files ?? []).map(({ name }) => name ?? ""));
      pageToken = data.nextPageToken ?? undefined;
      if (pageToken === undefined) break;
    }
    expect(names).toEqual(whole.files?.map(({ name }) => name));
    expect(names.slice(0, 2)).toEqual(["Client projects", "Reports"]);
  });

  test.each([
    ["name contains 'hand'", ["Team handbook.txt"]],
    ["name contains 'book'", []],
    ["name = 'Sales Q3.csv' or name = 'Plan 2027.md'", ["Plan 2027.md", "Sales Q3.csv"]],
    ["'1ReportsFolder2026' in parents and not mimeType = 'text/csv'", ["Plan 2027.md"]],
    [`'root' in parents and mimeType = '${folderType}'`, ["Client projects", "Reports"]],
    ["trashed = true", ["Old notes.txt"]],
    ["fullText contains 'frankfurt'", ["Server list.csv"]],
    ["sharedWithMe = true", ["Server list.csv"]],
    ["'jonas@example.com' in owners", ["Server list.csv"]],
    ["'sam@example.com' in writers", ["Team handbook.txt"]],
    ["name = 'Maya\\'s plan'", []],
    ["modifiedTime > '2099-01-01T00:00:00'", []],
  ])("that %s", async (q, names) => {
    const { data } = await client(["drive.metadata.readonly"]).files.list({ q });
    expect(data.files?.map(({ name }) => name).toSorted()).toEqual(names);
  });

  test.each([
    "name contains",
    "name like 'x'",
    "title = 'x'",
    "(trashed = false",
    "modifiedTime > 'soon'",
  ])("are not found by a query that Drive does not read: %s", async (q) => {
    const call = client(["drive.metadata.readonly"]).files.list({ q });
    expect(await failure(call)).toMatchObject({ status: 400, reason: "invalid" });
  });

  test("that a search of the text found have no other order", async () => {
    const q = "fullText contains 'hours'";
    const call = client(["drive.readonly"]).files.list({ q, orderBy: "name" });
    expect(await failure(call)).toMatchObject({ status: 400, reason: "badRequest" });
  });

  test("tell their details where a mask asks for them", async () => {
    const { data } = await client(["drive.metadata.readonly"]).files.get({
      fileId: "1SalesReportQ3",
      fields: "size,parents,webViewLink,owners(emailAddress),capabilities/canDownload",
    });
    expect(data).toEqual({
      size: "72",
      parents: ["1ReportsFolder2026"],
      webViewLink: "https://drive.google.com/file/d/1SalesReportQ3/view?usp=drivesdk",
      owners: [{ emailAddress: "maya@example.com" }],
      capabilities: { canDownload: true },
    });
  });

  test("have no member that a slip of the pen names", async () => {
    const call = client(["drive"]).files.get({ fileId: handbook, fields: "id,nmae" });
    expect(await failure(call)).toMatchObject({ status: 400, reason: "invalidParameter" });
  });

  test("give their content to a scope that reads it, and to no scope of details", async () => {
    const { data } = await client(["drive.readonly"]).files.get(
      { fileId: handbook, alt: "media" },
      { responseType: "text" },
    );
    expect(data).toContain("Working hours are 9:00 to 17:00.");
    const refused = client(["drive.metadata.readonly"]).files.get({
      fileId: handbook,
      alt: "media",
    });
    expect((await failure(refused)).reason).toBe("appNotAuthorizedToFile");
  });

  test("that are folders have no content", async () => {
    const call = client(["drive"]).files.get({ fileId: "1ReportsFolder2026", alt: "media" });
    expect((await failure(call)).reason).toBe("fileNotDownloadable");
  });

  test("of other people stay out of sight", async () => {
    const api = client(["drive"]);
    expect(await failure(api.files.get({ fileId: "1BuildLog2026" }))).toMatchObject({
      status: 404,
      reason: "notFound",
      message: "File not found: 1BuildLog2026.",
    });
    const change = api.files.update({ fileId: "1ServerList2026", requestBody: { name: "Mine" } });
    expect(await failure(change)).toMatchObject({
      status: 403,
      reason: "insufficientFilePermissions",
    });
  });
});

describe("uploads", () => {
  test("in one body keep text, type and folder", async () => {
    const api = client(["drive"]);
    const { data: file } = await api.files.create(
      {
        requestBody: { name: "Grüße.txt", parents: ["1ReportsFolder2026"] },
        media: { mimeType: "text/plain", body: "Schöne Grüße\r\n--\r\n" },
        fields: "id,size,mimeType,parents",
      },
      upload(),
    );
    expect(file).toMatchObject({
      size: "21",
      mimeType: "text/plain",
      parents: ["1ReportsFolder2026"],
    });
    const { data } = await api.files.get(
      { fileId: file.id ?? "", alt: "media" },
      { responseType: "stream" },
    );
    expect(await text(data)).toBe("Schöne Grüße\r\n--\r\n");
  });

  test("keep every byte of what is no text", async () => {
    const api = client(["drive.file"]);
    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7) % 256));
    const { data: file } = await api.files.create(
      {
        requestBody: { name: "noise.bin" },
        media: { mimeType: "application/octet-stream", body: Readable.from([bytes]) },
      },
      upload(),
    );
    const { data } = await api.files.get(
      { fileId: file.id ?? "", alt: "media" },
      { responseType: "stream" },
    );
    expect(await buffer(data)).toEqual(bytes);
  });

  test("without details are untitled", async () => {
    const { data } = await client(["drive.file"]).files.create(
      { media: { mimeType: "text/csv", body: "a,b\n" } },
      upload(),
    );
    expect(data).toMatchObject({ name: "Untitled", mimeType: "text/csv" });
  });

  test("replace the content and leave the name", async () => {
    const api = client(["drive"]);
    const { data } = await api.files.update(
      {
        fileId: "1YearPlan2027",
        media: { mimeType: "text/markdown", body: "# Plan\n" },
        fields: "name,size,version",
      },
      upload(),
    );
    expect(data).toEqual({ name: "Plan 2027.md", size: "7", version: "2" });
  });

  test("of more than one request begin with the details and end with the content", async () => {
    const auth = google.auth(["drive.file"]);
    const begun = await auth.request({
      url: `${google.url}/upload/drive/v3/files?uploadType=resumable&fields=name,size`,
      method: "POST",
      headers: { "content-type": "application/json" },
      data: { name: "large.txt" },
    });
    const session = begun.headers.get("location") ?? "";
    const asked = { method: "PUT", headers: { "content-range": "bytes */6000000" } } as const;
    expect(
      (await fetch(session, { ...asked, headers: await bearer(auth, asked.headers) })).status,
    ).toBe(308);
    const { data } = await auth.request({
      url: session,
      method: "PUT",
      headers: { "content-type": "text/plain" },
      data: "x".repeat(6_000_000),
    });
    expect(data).toEqual({ name: "large.txt", size: "6000000" });
    const again = auth.request({ url: session, method: "PUT", data: "x" });
    expect((await failure(again)).status).toBe(404);
  });
});

async function bearer(
  auth: ReturnType<typeof google.auth>,
  headers: Readonly<Record<string, string>>,
): Promise<Headers> {
  const all = new Headers(await auth.getRequestHeaders());
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return all;
}
