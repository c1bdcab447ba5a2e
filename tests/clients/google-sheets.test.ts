import { drive } from "@googleapis/drive";
import { sheets, type sheets_v4 } from "@googleapis/sheets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

/** The client of Sheets with these scopes, as this person. */
function client(scopes: readonly string[] = ["spreadsheets"], email?: string): sheets_v4.Sheets {
  return sheets({
    version: "v4",
    auth: google.auth(scopes, email),
    rootUrl: google.rootUrl,
    retry: false,
  });
}
const leads = "1LeadsSheet2026";
const budget = "1BudgetSheet2026";

/** A spreadsheet of its own for a test that writes. */
async function fresh(titles: readonly string[] = ["Sheet1"]): Promise<string> {
  const { data } = await client().spreadsheets.create({
    requestBody: {
      properties: { title: "Fresh" },
      sheets: titles.map((title) => ({ properties: { title } })),
    },
  });
  return data.spreadsheetId ?? "";
}

async function cellsOf(spreadsheetId: string, range: string, valueRenderOption?: string) {
  const { data } = await client().spreadsheets.values.get({
    spreadsheetId,
    range,
    ...(valueRenderOption === undefined ? {} : { valueRenderOption }),
  });
  return data.values;
}

function write(spreadsheetId: string, range: string, values: unknown[][], option = "RAW") {
  return client().spreadsheets.values.update({
    spreadsheetId,
    range,
    valueInputOption: option,
    requestBody: { values },
  });
}

describe("reading", () => {
  test.each([
    ["Leads!A1", "Leads!A1", [["Name"]]],
    [
      "A2:B3",
      "Leads!A2:B3",
      [
        ["Nora Lind", "nora@example.org"],
        ["Ben Adeyemi", "ben@example.org"],
      ],
    ],
    [
      "Archive",
      "Archive!A1:Z1000",
      [
        ["Name", "Email"],
        ["Old Lead", "old@example.org"],
      ],
    ],
    ["'Archive'!b:b", "Archive!B1:B1000", [["Email"], ["old@example.org"]]],
    ["Leads!2:2", "Leads!A2:Z2", [["Nora Lind", "nora@example.org", "Northwind", "12000"]]],
    ["Leads!D3:ZZ", "Leads!D3:Z1000", [["800"], ["4500"]]],
    [
      "Leads!B2:A1",
      "Leads!A1:B2",
      [
        ["Name", "Email"],
        ["Nora Lind", "nora@example.org"],
      ],
    ],
    ["Leads!F1:H9", "Leads!F1:H9", undefined],
  ])("%s is %s", async (range, whole, values) => {
    const { data } = await client(["spreadsheets.readonly"]).spreadsheets.values.get({
      spreadsheetId: leads,
      range,
    });
    expect(data).toEqual({ range: whole, majorDimension: "ROWS", ...(values ? { values } : {}) });
  });

  test.each([
    ["Nowhere!A1", "Unable to parse range: Nowhere!A1"],
    ["Nowhere", "Unable to parse range: Nowhere"],
    ["Leads!", "Unable to parse range: Leads!"],
    ["Leads!B", "Unable to parse range: Leads!B"],
    ["Leads!A0", "Unable to parse range: Leads!A0"],
    ["A1001:B1002", "Range (A1001:B1002) exceeds grid limits. Max rows: 1000, max columns: 26"],
  ])("%s is no range", async (range, message) => {
    const wrong = client().spreadsheets.values.get({ spreadsheetId: leads, range });
    expect(await failure(wrong)).toEqual({ status: 400, reason: "INVALID_ARGUMENT", message });
  });

  test("several ranges at once, by columns", async () => {
    const { data } = await client(["drive.readonly"]).spreadsheets.values.batchGet({
      spreadsheetId: leads,
      ranges: ["Leads!A1:B2", "Archive!A2"],
      majorDimension: "COLUMNS",
    });
    expect(data.valueRanges?.map(({ values }) => values)).toEqual([
      [
        ["Name", "Nora Lind"],
        ["Email", "nora@example.org"],
      ],
      [["Old Lead"]],
    ]);
  });

  test("a formula as its result, as a number, as itself", async () => {
    expect(await cellsOf(budget, "B4")).toEqual([["1500"]]);
    expect(await cellsOf(budget, "B4", "UNFORMATTED_VALUE")).toEqual([[1500]]);
    expect(await cellsOf(budget, "B4", "FORMULA")).toEqual([["=SUM(B2:B3)"]]);
    expect((await failure(cellsOf(budget, "B4", "PRETTY"))).message).toContain(
      "value_render_option",
    );
  });

  test("the tabs, as far as the mask wants them", async () => {
    const { data } = await client(["spreadsheets.readonly"]).spreadsheets.get({
      spreadsheetId: leads,
      fields: "properties.title,sheets.properties(sheetId,title)",
    });
    expect(data).toEqual({
      properties: { title: "Leads" },
      sheets: [
        { properties: { sheetId: 0, title: "Leads" } },
        { properties: { sheetId: 1_000_003, title: "Archive" } },
      ],
    });
  });
});

describe("tabs", () => {
  const change = (spreadsheetId: string, ...requests: sheets_v4.Schema$Request[]) =>
    client().spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } });

  test("are added once, renamed and deleted by number", async () => {
    const id = await fresh();
    const { data } = await change(id, { addSheet: { properties: { title: "Q3" } } });
    const sheetId = data.replies?.[0]?.addSheet?.properties?.sheetId ?? 0;
    expect(sheetId).toBeGreaterThan(0);
    const again = change(id, { addSheet: { properties: { title: "Q3" } } });
    expect(await failure(again)).toMatchObject({
      status: 400,
      message:
        'Invalid requests[0].addSheet: A sheet with the name "Q3" already exists. Please enter another name.',
    });
    await change(
      id,
      { updateSheetProperties: { properties: { sheetId, title: "Q4" }, fields: "title" } },
      { deleteSheet: { sheetId: 0 } },
    );
    const { data: left } = await client().spreadsheets.get({ spreadsheetId: id });
    expect(left.sheets?.map(({ properties }) => properties?.title)).toEqual(["Q4"]);
    const last = change(id, { deleteSheet: { sheetId } });
    expect((await failure(last)).message).toContain("can't remove all the sheets");
    const gone = change(id, { deleteSheet: { sheetId: 0 } });
    expect((await failure(gone)).message).toContain("No grid with id: 0");
  });

  test("all changes of a batch happen, or none", async () => {
    const id = await fresh();
    const halves = change(
      id,
      { addSheet: { properties: { title: "Kept?" } } },
      { deleteSheet: { sheetId: 77 } },
    );
    expect((await failure(halves)).status).toBe(400);
    const { data } = await client().spreadsheets.get({ spreadsheetId: id });
    expect(data.sheets).toHaveLength(1);
    expect((await failure(change(id))).message).toBe("Must specify at least one request.");
  });

  test("cells are sorted, replaced and deleted by index", async () => {
    const id = await fresh();
    await write(id, "A1", [
      ["Name", "Count"],
      ["b", 10],
      ["a", 9],
      ["c.", 1],
    ]);
    const range = { sheetId: 0, startRowIndex: 1 };
    const { data } = await change(
      id,
      { sortRange: { range, sortSpecs: [{ dimensionIndex: 1, sortOrder: "DESCENDING" }] } },
      { findReplace: { find: "C.", replacement: "$&", sheetId: 0 } },
      { deleteDimension: { range: { sheetId: 0, dimension: "ROWS", startIndex: 2, endIndex: 3 } } },
      {
        repeatCell: {
          range,
          cell: { userEnteredFormat: { textFormat: { bold: true } } },
          fields: "*",
        },
      },
    );
    expect(data.replies).toEqual([{}, { findReplace: { occurrencesChanged: 1 } }, {}, {}]);
    expect(await cellsOf(id, "Sheet1")).toEqual([
      ["Name", "Count"],
      ["b", "10"],
      ["$&", "1"],
    ]);
  });
});

describe("who may do what", () => {
  test("drive.file reaches what the app made, and nothing else", async () => {
    const api = client(["drive.file"]).spreadsheets;
    const { data } = await api.create({ requestBody: { properties: { title: "Own" } } });
    const { data: read } = await api.get({ spreadsheetId: data.spreadsheetId ?? "" });
    expect(read).toMatchObject({
      properties: { title: "Own" },
      spreadsheetUrl: data.spreadsheetUrl,
    });
    const other = api.values.get({ spreadsheetId: leads, range: "A1" });
    expect(await failure(other)).toMatchObject({ status: 404, reason: "NOT_FOUND" });
  });

  test("a scope that only reads does not write", async () => {
    const values = client(["spreadsheets.readonly"]).spreadsheets.values;
    const call = values.clear({ spreadsheetId: leads, range: "A1" });
    expect(await failure(call)).toMatchObject({
      status: 403,
      reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    });
  });

  test("a spreadsheet shared for reading is not written, one not shared is not there", async () => {
    const { values } = client(["spreadsheets"], "sam@example.com").spreadsheets;
    const { data } = await values.get({ spreadsheetId: budget, range: "A1" });
    expect(data.values).toEqual([["Item"]]);
    const change = values.clear({ spreadsheetId: budget, range: "A1" });
    expect(await failure(change)).toMatchObject({
      status: 403,
      message: "The caller does not have permission",
    });
    const hidden = values.get({ spreadsheetId: leads, range: "A1" });
    expect((await failure(hidden)).status).toBe(404);
  });
});

test("Drive names, copies and exports what Sheets keeps", async () => {
  const files = drive({
    version: "v3",
    auth: google.auth(["drive"]),
    rootUrl: google.rootUrl,
    retry: false,
  }).files;
  const { data } = await files.copy({ fileId: budget, requestBody: { name: "Budget 2028" } });
  const id = data.id ?? "";
  const { data: copy } = await client().spreadsheets.get({ spreadsheetId: id });
  expect(copy.properties?.title).toBe("Budget 2028");
  await write(id, "A2", [['Rent, "all in"']]);
  const { data: csv } = await files.export({ fileId: id, mimeType: "text/csv" });
  expect(csv).toBe('Item,Amount\r\n"Rent, ""all in""",1200\r\nTravel,300\r\nTotal,1500');
  expect(await cellsOf(budget, "A2")).toEqual([["Rent"]]);
});
