import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { type FlowValue, flowSchema } from "../../flow/schema.ts";
import { createRenderer } from "../../functions/render.ts";
import { google } from "../google/provider.ts";
import { people } from "../google/sandbox/ground/people.ts";
import { createGoogleSandbox } from "../google/sandbox/index.ts";
import { googleDriveConnector } from "./connector.ts";

const renderer = createRenderer({
  catalog: createCatalog([googleDriveConnector], [google]),
  templatesDir: fileURLToPath(new URL("../../../templates", import.meta.url)),
});

/** What the generated code answers; its calls reach the stand-in under Google's own addresses. */
let folder: string;
let sent: string[];
let runs = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-drive-"));
  sent = [];
  const clock = { now: () => Date.now() };
  const stand = createGoogleSandbox({ stateFile: join(folder, "s.json"), clock, redirectUris: [] });
  stand.state.current.shared.tokens.push({
    value: "token",
    userId: people[0]?.id ?? "",
    scopes: ["https://www.googleapis.com/auth/drive"],
    expiresAt: clock.now() + 3_600_000,
    revoked: false,
  });
  vi.stubGlobal("fetch", async (input: string | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    request.headers.set("authorization", "Bearer token");
    const { pathname, searchParams } = new URL(request.url);
    sent.push(`${request.method} ${pathname} ${searchParams.get("uploadType") ?? ""}`.trim());
    return stand.fetch(request);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true });
});

type Step = readonly [method: string, given: Readonly<Record<string, FlowValue>>];

async function run(steps: readonly Step[], input: Readonly<Record<string, string>> = {}) {
  const flow = flowSchema.parse({
    name: "files",
    description: "Does something with files",
    trigger: { type: "manual" },
    inputs: Object.fromEntries(Object.keys(input).map((name) => [name, { type: "string" }])),
    steps: steps.map(([method, given], index) => ({
      id: `s${index + 1}`,
      use: `googledrive.${method}`,
      with: given,
    })),
  });
  const file = join(folder, `${(runs += 1)}.ts`);
  writeFileSync(file, await renderer.render(flow, "Do it"));
  const { default: made } = await import(pathToFileURL(file).href);
  const init = { method: "POST", body: JSON.stringify(input) };
  const response: Response = await made.fetch(new Request("http://localhost/", init));
  return response.json();
}

test("text goes into a folder by its name, and comes back", async () => {
  const text = "Grüße\r\n--part\r\n";
  const answer = await run(
    [
      ["files.create", { name: "Letter.txt", content: "${inputs.text}", parents: "Reports" }],
      ["files.get", { fileId: "${s1.id}", download: true }],
    ],
    { text },
  );
  expect(answer).toMatchObject({
    name: "Letter.txt",
    parents: ["1ReportsFolder2026"],
    content: text,
  });
  expect(sent).toContain("POST /upload/drive/v3/files multipart");
});

test("more than 5 MB goes in two requests", async () => {
  const text = "0123456789".repeat(600_000);
  const answer = await run([["files.create", { name: "Large.txt", content: "${inputs.text}" }]], {
    text,
  });
  expect(answer).toMatchObject({ name: "Large.txt", size: "6000000", mimeType: "text/plain" });
  expect(sent).toEqual([
    "POST /upload/drive/v3/files resumable",
    "PUT /upload/drive/v3/files resumable",
  ]);
});

test("bytes go as base64 and come back as base64", async () => {
  const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 128]).toString("base64");
  const answer = await run([
    ["files.create", { name: "dot.png", contentBase64: bytes, mimeType: "image/png" }],
    ["files.get", { fileId: "${s1.id}", download: true }],
  ]);
  expect(answer).toMatchObject({ mimeType: "image/png", contentBase64: bytes });
});

test("new content, a new name and another folder are one change", async () => {
  const change = {
    fileId: "Offer template.txt",
    content: "# New",
    mimeType: "text/markdown",
    name: "Offer.md",
  };
  const answer = await run([["files.update", { ...change, addParents: "Reports" }]]);
  expect(answer).toMatchObject({ name: "Offer.md", size: "5", parents: ["1ReportsFolder2026"] });
});

test("a quote in a name does not end the search", async () => {
  const name = "Maya's \\ 'plan'";
  const answer = await run([
    ["files.create", { name, isFolder: true }],
    ["files.list", { name, q: "starred = true or mimeType contains 'application/vnd'" }],
  ]);
  expect(answer).toMatchObject({ files: [{ name }] });
});

test("a name that several files have is no answer, nor one that none has", async () => {
  const twin: Step = ["files.create", { name: "Twin file" }];
  await run([twin, twin]);
  const read = (fileId: string) => run([["files.get", { fileId }]]);
  await expect(read("Twin file")).rejects.toThrow(
    /2 files named "Twin file": \S+, \S+\. Give the id/,
  );
  await expect(read("No such file")).rejects.toThrow('no file named "No such file"');
});

test("sharing with a person is for reading, and with nobody named it is refused", async () => {
  const fileId = "1OfferTemplate2026";
  const emailAddress = "priya@example.com";
  expect(await run([["permissions.create", { fileId, emailAddress }]])).toMatchObject({
    type: "user",
    role: "reader",
  });
  await expect(run([["permissions.create", { fileId }]])).rejects.toThrow("HTTP 400");
});
