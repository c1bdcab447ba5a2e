import { expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import type { FlowValue } from "../../flow/schema.ts";
import { flowSchema } from "../../flow/schema.ts";
import { usesOf } from "../../flow/uses.ts";
import { computePermissions } from "../../permissions/compute.ts";
import { google } from "../google/provider.ts";
import { googleDriveConnector } from "./connector.ts";
import { fileByName, folderByName } from "./lookups.ts";

const catalog = createCatalog([googleDriveConnector], [google]);

type Step = readonly [method: string, given: Readonly<Record<string, FlowValue>>];

/** What a flow of these steps asks for; `${s1.id}` is the file of the first. */
function asked(...steps: readonly Step[]): readonly string[] {
  const flow = flowSchema.parse({
    name: "files",
    description: "Does something with files",
    trigger: { type: "manual" },
    steps: steps.map(([method, given], index) => ({
      id: `s${index + 1}`,
      use: `googledrive.${method}`,
      with: given,
    })),
  });
  return computePermissions(usesOf(flow, catalog), catalog)
    .map(({ scope }) => scope.replace("https://www.googleapis.com/auth/", ""))
    .toSorted();
}

const made: Step = ["files.create", { name: "Offer.txt", content: "x" }];
const fileId = "1TeamHandbook2026";
const own = "${s1.id}";

test.each<[string, readonly string[], readonly Step[]]>([
  ["a new file", ["drive.file"], [made]],
  ["a new file in My Drive", ["drive.file"], [["files.create", { name: "x", parents: "root" }]]],
  [
    "a new file in a folder that is there",
    ["drive"],
    [["files.create", { name: "x", parents: fileId }]],
  ],
  [
    "a new folder and a file in it",
    ["drive.file"],
    [
      ["files.create", { name: "Offers", isFolder: true }],
      ["files.create", { name: "x", parents: own }],
    ],
  ],
  [
    "its content, once made",
    ["drive.file"],
    [made, ["files.get", { fileId: own, download: true }]],
  ],
  [
    "sharing it, once made",
    ["drive.file"],
    [made, ["permissions.create", { fileId: own, type: "anyone", role: "reader" }]],
  ],
  [
    "moving it to a folder that is there",
    ["drive"],
    [made, ["files.update", { fileId: own, addParents: fileId }]],
  ],
  ["details of a file", ["drive.metadata.readonly"], [["files.get", { fileId }]]],
  [
    "details and no content",
    ["drive.metadata.readonly"],
    [["files.get", { fileId, download: false }]],
  ],
  ["content of a file", ["drive.readonly"], [["files.get", { fileId, download: true }]]],
  ["a new name for a file", ["drive.metadata"], [["files.update", { fileId, name: "x" }]]],
  ["new content for a file", ["drive"], [["files.update", { fileId, content: "x" }]]],
  ["a copy of a file", ["drive"], [["files.copy", { fileId }]]],
  [
    "a file by its name",
    ["drive.metadata.readonly"],
    [["files.get", { fileId: "Team handbook.txt" }]],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(asked(...steps)).toEqual(scopes);
});

test.each([
  ["1TeamHandbook2026", false],
  ["1AbC-d_EfGhIjKlMnOpQrStUvWxYz0123456789abcd", false],
  ["Team handbook", true],
  ["report.txt", true],
  ["Q3.csv", true],
  ["Q3", true],
  ["Handbook", true],
])("%s is a name: %s", (text, isName) => {
  const [file, folder] = [fileByName()[0], folderByName()[0]];
  expect(new RegExp(file?.literal ?? "").test(text)).toBe(isName);
  expect(new RegExp(folder?.literal ?? "").test(text)).toBe(isName);
});

test("My Drive has a name of its own", () => {
  expect(new RegExp(folderByName()[0]?.literal ?? "").test("root")).toBe(false);
});
