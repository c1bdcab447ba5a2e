import { expect, test } from "vitest";
import { googleDriveConnector } from "../../src/connectors/googledrive/connector.ts";
import type { Step } from "../support/google-code.ts";
import { scopesFor } from "../support/google-scopes.ts";

const made: Step = ["googledrive.files.create", { name: "Offer.txt", content: "x" }];
const fileId = "1TeamHandbook2026";
const own = "${s1.id}";

test.each<[string, readonly string[], readonly Step[]]>([
  ["a new file", ["drive.file"], [made]],
  [
    "a new file in My Drive",
    ["drive.file"],
    [["googledrive.files.create", { name: "x", parents: "root" }]],
  ],
  [
    "a new file in a folder that is there",
    ["drive"],
    [["googledrive.files.create", { name: "x", parents: fileId }]],
  ],
  [
    "a new folder and a file in it",
    ["drive.file"],
    [
      ["googledrive.files.create", { name: "Offers", isFolder: true }],
      ["googledrive.files.create", { name: "x", parents: own }],
    ],
  ],
  [
    "its content, once made",
    ["drive.file"],
    [made, ["googledrive.files.get", { fileId: own, download: true }]],
  ],
  [
    "sharing it, once made",
    ["drive.file"],
    [made, ["googledrive.permissions.create", { fileId: own, type: "anyone", role: "reader" }]],
  ],
  [
    "moving it to a folder that is there",
    ["drive"],
    [made, ["googledrive.files.update", { fileId: own, addParents: fileId }]],
  ],
  ["details of a file", ["drive.metadata.readonly"], [["googledrive.files.get", { fileId }]]],
  [
    "details and no content",
    ["drive.metadata.readonly"],
    [["googledrive.files.get", { fileId, download: false }]],
  ],
  [
    "content of a file",
    ["drive.readonly"],
    [["googledrive.files.get", { fileId, download: true }]],
  ],
  [
    "a new name for a file",
    ["drive.metadata"],
    [["googledrive.files.update", { fileId, name: "x" }]],
  ],
  ["new content for a file", ["drive"], [["googledrive.files.update", { fileId, content: "x" }]]],
  ["a copy of a file", ["drive"], [["googledrive.files.copy", { fileId }]]],
  [
    "a file by its name",
    ["drive.metadata.readonly"],
    [["googledrive.files.get", { fileId: "Team handbook.txt" }]],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesFor([googleDriveConnector], steps)).toEqual(scopes);
});
