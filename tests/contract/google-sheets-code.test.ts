import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Step as AnyStep, createGoogleCode } from "../support/google-code.ts";
import type { FlowValue } from "../../src/flow/schema.ts";
import { googleDriveConnector } from "../../src/connectors/googledrive/connector.ts";
import { googleSheetsConnector } from "../../src/connectors/googlesheets/connector.ts";

const code = createGoogleCode([googleSheetsConnector, googleDriveConnector], ["drive"]);

const cell = z.union([z.string(), z.number(), z.boolean()]);
const answers = z.object({
  range: z.string().optional(),
  values: z.array(z.array(cell)).optional(),
  records: z.array(z.record(z.string(), cell)).optional(),
  sheets: z.array(z.object({ properties: z.object({ title: z.string() }) })).optional(),
});

type Step = readonly [method: string, given: Readonly<Record<string, FlowValue>>];

/** What the last of these steps answers; all are of the spreadsheet named Leads. */
async function run(steps: readonly Step[], input?: Readonly<Record<string, FlowValue>>) {
  const whole = steps.map(([method, given]): AnyStep => [
    `googlesheets.spreadsheets.${method}`,
    { spreadsheetId: "Leads", ...given },
  ]);
  return answers.parse(await code.run(whole, input));
}

const read: Step = ["values.get", { range: "Archive" }];

describe("rows", () => {
  test("are added as rows, as the cells of one, and under their headers", async () => {
    const answer = await run(
      [
        ["values.append", { range: "Archive", values: [["A", "a@example.org"]] }],
        ["values.append", { range: "Archive!A1", values: "${inputs.row}" }],
        ["values.append", { range: "Archive", record: { Email: "${inputs.email}" } }],
        ["values.append", { range: "'Archive'!A:B", record: { Name: "D", Email: "" } }],
        read,
      ],
      { row: ["B", "b@example.org"], email: "c@example.org" },
    );
    expect(answer.values?.slice(2)).toEqual([
      ["A", "a@example.org"],
      ["B", "b@example.org"],
      ["", "c@example.org"],
      ["D"],
    ]);
    expect(answer.records?.at(-1)).toEqual({ Name: "D", Email: "" });
  });

  test("go to the first tab where no range is given, and are read from there", async () => {
    const record = { Email: "ada@example.org", Amount: 5 };
    const answer = await run([
      ["values.append", { record }],
      ["values.get", {}],
    ]);
    expect(answer.range).toBe("Leads!A1:Z1000");
    expect(answer.records?.at(-1)).toEqual({
      Name: "",
      Email: "ada@example.org",
      Company: "",
      Amount: "5",
    });
  });

  test("with a column that is not there are refused, and its headers named", async () => {
    const wrong = run([["values.append", { range: "Archive", record: { Phone: "1" } }]]);
    await expect(wrong).rejects.toThrow("no column Phone; it has: Name, Email.");
    await expect(run([["values.append", { range: "Archive" }]])).rejects.toThrow("No row is given");
  });

  test("are the row's own where the table does not start at the first column", async () => {
    const answer = await run([
      ["batchUpdate", { addSheet: "Aside" }],
      ["values.update", { range: "Aside!C2", values: [["x"]] }],
      ["values.update", { range: "Aside!C1", values: "Name" }],
      ["values.append", { range: "Aside!C1", record: { Name: "Ada" } }],
      ["values.get", { range: "Aside!C:C" }],
    ]);
    expect(answer.values).toEqual([["Name"], ["x"], ["Ada"]]);
  });
});

describe("cells", () => {
  test("take text as it is, formulas only where that is asked for", async () => {
    const answer = await run(
      [
        ["values.update", { range: "Archive!D1", values: "${inputs.text}" }],
        [
          "values.update",
          { range: "Archive!D2", values: "${inputs.text}", valueInputOption: "USER_ENTERED" },
        ],
        [
          "values.batchUpdate",
          { data: [{ range: "Archive!D3", values: [["${inputs.text}", null, true]] }] },
        ],
        ["values.get", { range: "Archive!D1:F3", valueRenderOption: "UNFORMATTED_VALUE" }],
      ],
      { text: "=1+1" },
    );
    expect(answer.values).toEqual([["=1+1"], [2], ["=1+1", "", true]]);
  });

  test("that are empty are an empty list", async () => {
    const answer = await run([
      ["values.clear", { range: "Archive!A:B" }],
      ["values.get", { range: "Archive" }],
    ]);
    expect(answer).toEqual({ range: "Archive!A1:Z1000", values: [], records: [] });
  });
});

describe("tabs", () => {
  test("are added and deleted by name in one change", async () => {
    const answer = await run(
      [
        ["batchUpdate", { addSheet: "${inputs.name}", deleteSheet: "Archive" }],
        ["get", {}],
      ],
      { name: "It's 2027!" },
    );
    expect(answer.sheets?.map(({ properties }) => properties.title)).toEqual([
      "Leads",
      "It's 2027!",
    ]);
  });

  test("that are not there are not deleted", async () => {
    const wrong = run([["batchUpdate", { deleteSheet: "Nowhere" }]]);
    await expect(wrong).rejects.toThrow("no tab Nowhere; it has: Leads, Archive.");
    await expect(run([["batchUpdate", {}]])).rejects.toThrow("Nothing is to change");
  });
});
