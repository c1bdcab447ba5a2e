import { slides, type slides_v1 } from "@googleapis/slides";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

function client(scopes: readonly string[] = ["presentations"], email?: string) {
  const auth = google.auth(scopes, email);
  return slides({ version: "v1", auth, rootUrl: google.rootUrl, retry: false }).presentations;
}
const deck = "1PitchDeck2026";

async function fresh(): Promise<string> {
  const { data } = await client().create({ requestBody: { title: "Fresh" } });
  return data.presentationId ?? "";
}

const change = (presentationId: string, ...requests: slides_v1.Schema$Request[]) =>
  client().batchUpdate({ presentationId, requestBody: { requests } });

/** What stands on each slide. */
async function textsOf(presentationId: string) {
  const { data } = await client(["presentations.readonly"]).get({ presentationId });
  return data.slides?.map(({ pageElements = [] }) =>
    pageElements.map(({ shape }) =>
      (shape?.text?.textElements ?? []).map(({ textRun }) => textRun?.content ?? "").join(""),
    ),
  );
}

const titled = (
  objectId: string,
  title: string,
  more: slides_v1.Schema$CreateSlideRequest = {},
) => [
  {
    createSlide: {
      objectId,
      slideLayoutReference: { predefinedLayout: "TITLE_ONLY" },
      placeholderIdMappings: [
        { layoutPlaceholder: { type: "TITLE", index: 0 }, objectId: `${objectId}-title` },
      ],
      ...more,
    },
  },
  { insertText: { objectId: `${objectId}-title`, text: title } },
];

describe("a presentation", () => {
  test("begins with one empty title slide", async () => {
    const { data } = await client().create({ requestBody: { title: "Board" } });
    expect(data).toMatchObject({ title: "Board", pageSize: { width: { unit: "EMU" } } });
    const [slide] = data.slides ?? [];
    expect(slide?.pageElements?.map(({ shape }) => shape?.placeholder?.type)).toEqual([
      "CENTERED_TITLE",
      "SUBTITLE",
    ]);
  });

  test("is read slide by slide, and one slide by its id", async () => {
    expect(await textsOf(deck)).toEqual([
      ["Acme\n", "Plans for 2026\n"],
      ["Why now\n", "Everybody asks for it\n"],
      ["What we ask\n", "Two more engineers\n"],
    ]);
    const { data } = await client(["presentations.readonly"]).pages.get({
      presentationId: deck,
      pageObjectId: "slideWhy2026",
    });
    expect(data.pageElements).toHaveLength(2);
    const none = client().pages.get({ presentationId: deck, pageObjectId: "none" });
    expect(await failure(none)).toMatchObject({ status: 400, reason: "INVALID_ARGUMENT" });
  });

  test("has pictures of its slides elsewhere, for a while", async () => {
    const { data } = await client(["presentations.readonly"]).pages.getThumbnail({
      presentationId: deck,
      pageObjectId: "slideAsk2026",
      "thumbnailProperties.thumbnailSize": "MEDIUM",
    });
    expect(data).toMatchObject({ width: 800, height: 450 });
    expect(new URL(data.contentUrl ?? "").hostname).toBe("lh7-us.googleusercontent.com");
  });
});

describe("slides", () => {
  test("are made of a layout, whose placeholders are named in the same batch", async () => {
    const id = await fresh();
    const { data } = await change(id, ...titled("slide-a", "First"));
    expect(data.replies).toEqual([{ createSlide: { objectId: "slide-a" } }, {}]);
    expect(await textsOf(id)).toEqual([["", ""], ["First\n"]]);
  });

  test("go where the index says", async () => {
    const id = await fresh();
    await change(id, ...titled("slide-a", "A"), ...titled("slide-b", "B", { insertionIndex: 0 }));
    expect((await textsOf(id))?.map(([first]) => first)).toEqual(["B\n", "", "A\n"]);
  });

  test("are doubled and deleted", async () => {
    const id = await fresh();
    await change(id, ...titled("slide-a", "A"));
    const { data } = await change(id, { duplicateObject: { objectId: "slide-a" } });
    await change(id, { deleteObject: { objectId: "slide-a" } });
    expect(data.replies?.[0]?.duplicateObject?.objectId).toBeTruthy();
    expect(await textsOf(id)).toEqual([["", ""], ["A\n"]]);
    const again = change(id, { deleteObject: { objectId: "slide-a" } });
    expect((await failure(again)).message).toContain("could not be found");
  });

  test("have ids of at least five characters, each once", async () => {
    const id = await fresh();
    expect((await failure(change(id, { createSlide: { objectId: "ab" } }))).status).toBe(400);
    await change(id, { createSlide: { objectId: "slide-a" } });
    const twice = change(id, { createSlide: { objectId: "slide-a" } });
    expect((await failure(twice)).message).toContain("should be unique");
    const layout = { slideLayoutReference: { predefinedLayout: "FANCY" } };
    expect((await failure(change(id, { createSlide: layout }))).message).toContain("(FANCY)");
  });

  test("take shapes and pictures", async () => {
    const id = await fresh();
    const elementProperties = { pageObjectId: "slide-a" };
    await change(
      id,
      { createSlide: { objectId: "slide-a" } },
      { createShape: { objectId: "box-1", shapeType: "TEXT_BOX", elementProperties } },
      { insertText: { objectId: "box-1", text: "Hi" } },
      { createImage: { url: "https://example.com/logo.png", elementProperties } },
    );
    const { data } = await client().get({ presentationId: id });
    expect(data.slides?.[1]?.pageElements).toMatchObject([
      { objectId: "box-1", shape: { shapeType: "TEXT_BOX" } },
      { image: { sourceUrl: "https://example.com/logo.png" } },
    ]);
  });
});

describe("text", () => {
  test("goes into a shape at an index", async () => {
    const id = await fresh();
    await change(id, ...titled("slide-a", "ac"));
    const at = (insertionIndex: number) =>
      change(id, { insertText: { objectId: "slide-a-title", text: "b", insertionIndex } });
    await at(1);
    expect((await textsOf(id))?.[1]).toEqual(["abc\n"]);
    expect((await failure(at(9))).message).toContain("existing text length (3)");
    const nowhere = change(id, { insertText: { objectId: "nowhere", text: "x" } });
    expect((await failure(nowhere)).message).toContain("(nowhere) could not be found");
  });

  test("is replaced everywhere, or on some slides", async () => {
    const id = await fresh();
    await change(id, ...titled("slide-a", "{{who}}"), ...titled("slide-b", "{{who}}"));
    const replace = (replaceText: string, pageObjectIds?: string[]) =>
      change(id, {
        replaceAllText: {
          containsText: { text: "{{WHO}}" },
          replaceText,
          ...(pageObjectIds ? { pageObjectIds } : {}),
        },
      });
    await replace("Ada", ["slide-b"]);
    const { data } = await replace("Ben");
    expect(data.replies).toEqual([{ replaceAllText: { occurrencesChanged: 1 } }]);
    expect((await replace("x")).data.replies).toEqual([{ replaceAllText: {} }]);
    expect((await textsOf(id))?.slice(1)).toEqual([["Ben\n"], ["Ada\n"]]);
  });
});

test("a batch happens whole or not at all", async () => {
  const id = await fresh();
  const halves = change(id, ...titled("slide-a", "A"), { deleteObject: { objectId: "none" } });
  expect((await failure(halves)).message).toContain("Invalid requests[2].deleteObject");
  expect(await textsOf(id)).toHaveLength(1);
  expect((await failure(change(id))).message).toBe("Must specify at least one request.");
});

describe("who may", () => {
  test("drive.file reaches what the app made", async () => {
    const own = client(["drive.file"]);
    const { data } = await own.create({ requestBody: { title: "Own" } });
    const presentationId = data.presentationId ?? "";
    expect((await own.get({ presentationId })).data.title).toBe("Own");
    expect(await failure(own.get({ presentationId: deck }))).toMatchObject({ status: 404 });
  });

  test("a scope that reads does not write", async () => {
    const call = client(["presentations.readonly"]).batchUpdate({
      presentationId: deck,
      requestBody: { requests: [{ deleteObject: { objectId: "slideAsk2026" } }] },
    });
    expect(await failure(call)).toMatchObject({
      status: 403,
      reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    });
    expect(await textsOf(deck)).toHaveLength(3);
  });
});
