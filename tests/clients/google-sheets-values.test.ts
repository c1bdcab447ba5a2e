import { sheets, type sheets_v4 } from "@googleapis/sheets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

/** The client of Sheets with these scopes. */
function client(scopes: readonly string[] = ["spreadsheets"]): sheets_v4.Sheets {
  return sheets({
    version: "v4",
    auth: google.auth(scopes),
    rootUrl: google.rootUrl,
    retry: false,
  });
}
const leads = "1LeadsSheet2026";

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

describe("writing", () => {
  test("RAW keeps text, USER_ENTERED reads it as if typed", async () => {
    const id = await fresh();
    const typed = ["=1+2*3", "2027-03-01", "1,200", "50%", "true", "'007", "Ada"];
    await write(id, "A1:G1", [typed], "RAW");
    await write(id, "A2:G2", [typed], "USER_ENTERED");
    expect(await cellsOf(id, "A1:G1", "UNFORMATTED_VALUE")).toEqual([typed]);
    expect(await cellsOf(id, "A2:G2", "UNFORMATTED_VALUE")).toEqual([
      [7, 46_447, 1200, 0.5, true, "007", "Ada"],
    ]);
    expect(await cellsOf(id, "A2:E2")).toEqual([["7", "2027-03-01", "1200", "0.5", "TRUE"]]);
  });

  test.each([
    ["=(B1+B2)/2", 3],
    ["=-B1+10", 8],
    ["=average(B1:B2)", 3],
    ["=B1/0", "#DIV/0!"],
    ["=VLOOKUP(B1)", "#NAME?"],
    ["=B1+", "#ERROR!"],
    ["=A1", "#REF!"],
  ])("%s gives %s", async (formula, result) => {
    const id = await fresh();
    await write(
      id,
      "A1:B2",
      [
        [formula, 2],
        [null, 4],
      ],
      "USER_ENTERED",
    );
    expect(await cellsOf(id, "A1", "UNFORMATTED_VALUE")).toEqual([[result]]);
  });

  test("null leaves a cell as it is, an empty text empties it", async () => {
    const id = await fresh();
    await write(id, "A1", [["a", "b", "c"], ["d"]]);
    const { data } = await write(id, "A1:C1", [[null, "", "C"]]);
    expect(data).toEqual({
      spreadsheetId: id,
      updatedRange: "Sheet1!A1:C1",
      updatedRows: 1,
      updatedColumns: 3,
      updatedCells: 3,
    });
    expect(await cellsOf(id, "Sheet1")).toEqual([["a", "", "C"], ["d"]]);
  });

  test("more than the range holds is refused and changes nothing", async () => {
    const id = await fresh();
    const long = write(id, "A1:B1", [["a"], ["b"]]);
    expect((await failure(long)).message).toBe(
      "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]",
    );
    const wide = write(id, "A1:B1", [["a", "b", "c"]]);
    expect((await failure(wide)).message).toContain("tried writing to column [C]");
    expect(await cellsOf(id, "A:Z")).toBeUndefined();
  });

  test("valueInputOption is required, whatever the discovery document says", async () => {
    const message = "'valueInputOption' is required but not specified";
    const requestBody = { values: [["x"]] };
    const { values } = client().spreadsheets;
    const one = { spreadsheetId: leads, range: "A9" };
    expect((await failure(values.update({ ...one, requestBody }))).message).toBe(message);
    expect((await failure(values.append({ ...one, requestBody }))).message).toBe(message);
    const data = [{ range: "A9", values: [["x"]] }];
    const batch = values.batchUpdate({ spreadsheetId: leads, requestBody: { data } });
    expect((await failure(batch)).message).toBe(message);
  });

  test("several ranges: all of them or none", async () => {
    const id = await fresh(["One", "Two words"]);
    const { values } = client(["drive"]).spreadsheets;
    const batch = (last: string) =>
      values.batchUpdate({
        spreadsheetId: id,
        requestBody: {
          valueInputOption: "RAW",
          data: [
            { range: "One!A1:B1", values: [[1, 2]] },
            { range: last, values: [["x"], ["y"]] },
          ],
        },
      });
    expect((await failure(batch("Three!A1"))).status).toBe(400);
    expect(await cellsOf(id, "One")).toBeUndefined();
    const { data } = await batch("'Two words'!A1:A2");
    expect(data).toMatchObject({ totalUpdatedCells: 4, totalUpdatedSheets: 2 });
    expect(data.responses?.[1]?.updatedRange).toBe("'Two words'!A1:A2");
  });

  test("clearing empties values and keeps the rows", async () => {
    const id = await fresh();
    await write(id, "A1", [
      ["a", "b"],
      ["c", "d"],
      ["e", "f"],
    ]);
    const { data } = await client().spreadsheets.values.clear({ spreadsheetId: id, range: "A2:A" });
    expect(data).toEqual({ spreadsheetId: id, clearedRange: "Sheet1!A2:A1000" });
    expect(await cellsOf(id, "Sheet1")).toEqual([
      ["a", "b"],
      ["", "d"],
      ["", "f"],
    ]);
  });
});

describe("appending", () => {
  const append = (spreadsheetId: string, range: string, insertDataOption: string) =>
    client().spreadsheets.values.append({
      spreadsheetId,
      range,
      valueInputOption: "RAW",
      insertDataOption,
      includeValuesInResponse: true,
      requestBody: { values: [["new", 1]] },
    });

  test("finds the table, and starts at its first column", async () => {
    const id = await fresh();
    await write(id, "B2", [
      ["Name", "Count"],
      ["old", 0],
    ]);
    const { data } = await append(id, "A1", "INSERT_ROWS");
    expect(data).toMatchObject({
      tableRange: "Sheet1!B2:C3",
      updates: { updatedRange: "Sheet1!B4:C4", updatedData: { values: [["new", "1"]] } },
    });
  });

  test("an empty tab has no table", async () => {
    const { data } = await append(await fresh(), "C3", "INSERT_ROWS");
    expect(data).not.toHaveProperty("tableRange");
    expect(data.updates).toMatchObject({ updatedRange: "Sheet1!C3:D3", updatedRows: 1 });
  });

  test("what stands below the table is pushed down, or written over", async () => {
    for (const [option, below] of [
      ["INSERT_ROWS", [[], ["Notes"]]],
      ["OVERWRITE", [["Notes"]]],
    ] as const) {
      const id = await fresh();
      await write(id, "A1", [["Name"], [""], ["Notes"]]);
      await append(id, "A1", option);
      expect(await cellsOf(id, "Sheet1")).toEqual([["Name"], ["new", "1"], ...below]);
    }
  });
});
