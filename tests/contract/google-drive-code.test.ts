import { expect, test } from "vitest";
import { googleDriveConnector } from "../../src/connectors/googledrive/connector.ts";
import { type Step, createGoogleCode } from "../support/google-code.ts";

const code = createGoogleCode([googleDriveConnector], ["drive"]);

test("text goes into a folder by its name, and comes back", async () => {
  const text = "Grüße\r\n--part\r\n";
  const answer = await code.run(
    [
      [
        "googledrive.files.create",
        { name: "Letter.txt", content: "${inputs.text}", parents: "Reports" },
      ],
      ["googledrive.files.get", { fileId: "${s1.id}", download: true }],
    ],
    { text },
  );
  expect(answer).toMatchObject({
    name: "Letter.txt",
    parents: ["1ReportsFolder2026"],
    content: text,
  });
  expect(code.sent).toContain("POST /upload/drive/v3/files");
});

test("more than 5 MB goes in two requests", async () => {
  const text = "0123456789".repeat(600_000);
  const answer = await code.run(
    [["googledrive.files.create", { name: "Large.txt", content: "${inputs.text}" }]],
    {
      text,
    },
  );
  expect(answer).toMatchObject({ name: "Large.txt", size: "6000000", mimeType: "text/plain" });
  expect(code.sent).toEqual(["POST /upload/drive/v3/files", "PUT /upload/drive/v3/files"]);
});

test("bytes go as base64 and come back as base64", async () => {
  const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 128]).toString("base64");
  const answer = await code.run([
    ["googledrive.files.create", { name: "dot.png", contentBase64: bytes, mimeType: "image/png" }],
    ["googledrive.files.get", { fileId: "${s1.id}", download: true }],
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
  const answer = await code.run([
    ["googledrive.files.update", { ...change, addParents: "Reports" }],
  ]);
  expect(answer).toMatchObject({ name: "Offer.md", size: "5", parents: ["1ReportsFolder2026"] });
});

test("a quote in a name does not end the search", async () => {
  const name = "Maya's \\ 'plan'";
  const answer = await code.run([
    ["googledrive.files.create", { name, isFolder: true }],
    [
      "googledrive.files.list",
      { name, q: "starred = true or mimeType contains 'application/vnd'" },
    ],
  ]);
  expect(answer).toMatchObject({ files: [{ name }] });
});

test("a name that several files have is no answer, nor one that none has", async () => {
  const twin: Step = ["googledrive.files.create", { name: "Twin file" }];
  await code.run([twin, twin]);
  const read = (fileId: string) => code.run([["googledrive.files.get", { fileId }]]);
  await expect(read("Twin file")).rejects.toThrow(
    /2 files named "Twin file": \S+, \S+\. Give the id/,
  );
  await expect(read("No such file")).rejects.toThrow('no file named "No such file"');
});

test("sharing with a person is for reading, and with nobody named it is refused", async () => {
  const fileId = "1OfferTemplate2026";
  const emailAddress = "priya@example.com";
  expect(
    await code.run([["googledrive.permissions.create", { fileId, emailAddress }]]),
  ).toMatchObject({
    type: "user",
    role: "reader",
  });
  await expect(code.run([["googledrive.permissions.create", { fileId }]])).rejects.toThrow(
    "HTTP 400",
  );
});
