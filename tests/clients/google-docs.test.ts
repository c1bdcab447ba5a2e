import { docs, type docs_v1 } from "@googleapis/docs";
import { drive } from "@googleapis/drive";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

function client(scopes: readonly string[] = ["documents"], email?: string) {
  const auth = google.auth(scopes, email);
  return docs({ version: "v1", auth, rootUrl: google.rootUrl, retry: false }).documents;
}
const brief = "1ProjectBrief2026";

/** A document of its own with this text, for a test that writes. */
async function fresh(text = ""): Promise<string> {
  const { data } = await client().create({ requestBody: { title: "Fresh" } });
  const documentId = data.documentId ?? "";
  if (text) await change(documentId, { insertText: { text, endOfSegmentLocation: {} } });
  return documentId;
}

const change = (documentId: string, ...requests: docs_v1.Schema$Request[]) =>
  client().batchUpdate({ documentId, requestBody: { requests } });
const insertAt = (index: number, text: string) => ({ insertText: { text, location: { index } } });

async function contentOf(documentId: string) {
  const { data } = await client(["documents.readonly"]).get({ documentId });
  return data.body?.content ?? [];
}

async function textOf(documentId: string): Promise<string> {
  const runs = (await contentOf(documentId)).flatMap(({ paragraph }) => paragraph?.elements ?? []);
  return runs.map(({ textRun }) => textRun?.content ?? "").join("");
}

describe("a document", () => {
  test("is made empty, whatever content comes with its title", async () => {
    const body = { content: [{ paragraph: { elements: [{ textRun: { content: "lost" } }] } }] };
    const { data } = await client().create({ requestBody: { title: "Minutes", body } });
    expect(data.title).toBe("Minutes");
    expect(await textOf(data.documentId ?? "")).toBe("\n");
  });

  test("is read as paragraphs with indices from 1", async () => {
    expect(await contentOf(brief)).toMatchObject([
      { endIndex: 1, sectionBreak: {} },
      {
        startIndex: 1,
        endIndex: 15,
        paragraph: { elements: [{ textRun: { content: "Project brief\n" } }] },
      },
      { startIndex: 15 },
      { startIndex: 33 },
    ]);
  });

  test("has its text in tabs for who asks", async () => {
    const { data } = await client().get({ documentId: brief, includeTabsContent: true });
    expect(data.body).toBeUndefined();
    expect(data.tabs?.[0]?.documentTab?.body?.content).toHaveLength(4);
  });
});

describe("text", () => {
  test("goes to the end, or to an index in UTF-16 units", async () => {
    const id = await fresh("🚀 up");
    await change(id, insertAt(3, "!"));
    expect(await textOf(id)).toBe("🚀! up\n");
    const within = change(id, insertAt(2, "?"));
    expect((await failure(within)).message).toContain("middle of a grapheme cluster");
  });

  test("goes nowhere outside the document", async () => {
    const id = await fresh("four");
    expect(await failure(change(id, insertAt(6, "x")))).toMatchObject({
      status: 400,
      reason: "INVALID_ARGUMENT",
      message: expect.stringContaining("Index 6 must be less than the end index"),
    });
    expect((await failure(change(id, insertAt(0, "x")))).message).toContain("inside the bounds");
    const nowhere = change(id, { insertText: { text: "x" } });
    expect((await failure(nowhere)).message).toContain("must be specified");
  });

  test("is put in from the end, so that earlier indices stay", async () => {
    const id = await fresh("ac");
    await change(id, insertAt(3, "d"), insertAt(2, "b"));
    expect(await textOf(id)).toBe("abcd\n");
  });

  test("is replaced everywhere, whatever its case unless that counts", async () => {
    const id = await fresh("{{name}} and {{NAME}}");
    const replace = (matchCase: boolean, replaceText: string) =>
      change(id, {
        replaceAllText: { containsText: { text: "{{name}}", matchCase }, replaceText },
      });
    const { data: exact } = await replace(true, "$& Ada");
    expect(exact.replies).toEqual([{ replaceAllText: { occurrencesChanged: 1 } }]);
    await replace(false, "Ben");
    expect(await textOf(id)).toBe("$& Ada and Ben\n");
  });

  test("is deleted by range, but for the last line break", async () => {
    const id = await fresh("one\ntwo");
    const remove = (startIndex: number, endIndex: number) =>
      change(id, { deleteContentRange: { range: { startIndex, endIndex } } });
    await remove(1, 5);
    expect(await textOf(id)).toBe("two\n");
    expect((await failure(remove(1, 5))).message).toContain("cannot include the newline");
    expect((await failure(remove(2, 2))).message).toContain("should not be empty");
  });

  test("has headings and lists", async () => {
    const id = await fresh("Title\nitem");
    await change(
      id,
      {
        updateParagraphStyle: {
          range: { startIndex: 1, endIndex: 6 },
          paragraphStyle: { namedStyleType: "HEADING_1" },
          fields: "namedStyleType",
        },
      },
      { createParagraphBullets: { range: { startIndex: 7, endIndex: 11 } } },
    );
    const [, title, item] = await contentOf(id);
    expect(title?.paragraph?.paragraphStyle?.namedStyleType).toBe("HEADING_1");
    expect(item?.paragraph?.bullet?.listId).toBeTruthy();
  });
});

describe("a batch", () => {
  test("happens whole or not at all", async () => {
    const id = await fresh("kept");
    const halves = change(id, insertAt(1, "un"), insertAt(99, "x"));
    expect((await failure(halves)).message).toContain("Invalid requests[1].insertText");
    expect(await textOf(id)).toBe("kept\n");
    expect((await failure(change(id))).message).toBe("Must specify at least one request.");
  });

  test("is refused over somebody else's change where it says so", async () => {
    const id = await fresh("first");
    const { data: before } = await client().get({ documentId: id });
    await change(id, insertAt(1, "the "));
    const late = client().batchUpdate({
      documentId: id,
      requestBody: {
        requests: [insertAt(1, "x")],
        writeControl: { requiredRevisionId: before.revisionId ?? "" },
      },
    });
    expect(await failure(late)).toMatchObject({ status: 400 });
  });

  test("has only requests that there are", async () => {
    const odd = JSON.parse('{"makeItNice":{}}');
    expect(await failure(change(await fresh(), odd))).toMatchObject({ status: 400 });
  });
});

describe("who may", () => {
  test("drive.file reaches what the app made", async () => {
    const own = client(["drive.file"]);
    const { data } = await own.create({ requestBody: { title: "Own" } });
    expect((await own.get({ documentId: data.documentId ?? "" })).data.title).toBe("Own");
    expect(await failure(own.get({ documentId: brief }))).toMatchObject({
      status: 404,
      reason: "NOT_FOUND",
    });
  });

  test("a scope that reads does not write", async () => {
    const call = client(["documents.readonly"]).create({ requestBody: { title: "x" } });
    expect(await failure(call)).toMatchObject({
      status: 403,
      reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    });
  });

  test("a document that is not shared is not there", async () => {
    const call = client(["documents"], "jonas@example.com").get({ documentId: brief });
    expect((await failure(call)).status).toBe(404);
  });
});

test("Drive exports what Docs keeps", async () => {
  const { files } = drive({
    version: "v3",
    auth: google.auth(["drive.readonly"]),
    rootUrl: google.rootUrl,
    retry: false,
  });
  const { data } = await files.export(
    { fileId: brief, mimeType: "text/markdown" },
    { responseType: "text" },
  );
  expect(String(data)).toContain("Launch in spring.");
});
