import { afterEach, expect, test } from "vitest";
import { rangeOf } from "../../src/connectors/googlesheets/events/rows.ts";
import { googleSheetsConnector } from "../../src/connectors/googlesheets/connector.ts";
import { startGoogleEvents } from "../support/google-events.ts";

let google: Awaited<ReturnType<typeof startGoogleEvents>>;
afterEach(() => google?.close());

const spreadsheetId = "1LeadsSheet2026";
const start = async () => {
  google = await startGoogleEvents([googleSheetsConnector], ["spreadsheets.readonly"]);
};
const values = (range: string) =>
  `/v4/spreadsheets/${spreadsheetId}/values/${encodeURIComponent(range)}`;
const append = (row: readonly unknown[], range = "Leads!A1") =>
  google.as(["spreadsheets"], "POST", `${values(range)}:append?valueInputOption=RAW`, {
    values: [row],
  });
const set = (range: string, row: readonly unknown[]) =>
  google.as(["spreadsheets"], "PUT", `${values(range)}?valueInputOption=RAW`, { values: [row] });

test("a new row comes once, with its cells by the titles", async () => {
  await start();
  const watch = google.watch("googlesheets.row.added", { spreadsheetId });
  expect(await watch.ask()).toEqual([]);
  await append(["Ada Lovelace", "ada@example.org", "Analytical Engines", 1200]);
  expect(await watch.ask()).toEqual([
    {
      row: 5,
      values: {
        Name: "Ada Lovelace",
        Email: "ada@example.org",
        Company: "Analytical Engines",
        Amount: expect.stringMatching(/1,?200/),
      },
      list: ["Ada Lovelace", "ada@example.org", "Analytical Engines", expect.anything()],
      text: expect.stringMatching(/^Name: Ada Lovelace\nEmail: ada@example.org\n/),
      spreadsheetId,
      sheet: "Leads",
    },
  ]);
  expect(await watch.ask()).toEqual([]);
  await set("Leads!B2", ["nora.lind@example.org"]);
  expect(await watch.ask()).toEqual([]);
});

test("a changed row comes once for each change, and again where it changes back", async () => {
  await start();
  const watch = google.watch("googlesheets.row.changed", { spreadsheetId, sheet: "Leads" });
  await watch.ask();
  const ids: string[] = [];
  for (const amount of [900, 800, 900]) {
    await set("Leads!D3", [amount]);
    const told = await watch.happenings();
    expect(told).toMatchObject([{ payload: { row: 3, values: { Name: "Ben Adeyemi" } } }]);
    ids.push(...told.map(({ id }) => id));
    expect(await watch.ask()).toEqual([]);
  }
  expect(new Set(ids).size).toBe(3);
  await append(["New"]);
  expect(await watch.ask()).toEqual([]);
});

test("an answer that was lost is told again under the same id", async () => {
  await start();
  const watch = google.watch("googlesheets.row.added", { spreadsheetId });
  await watch.ask();
  await append(["one"]);
  const { cursor } = watch;
  const first = await watch.happenings();
  watch.restore(cursor);
  expect(await watch.happenings()).toEqual(first);
});

test("the tab, the address and the words of a cell are told apart", async () => {
  await start();
  const address = `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit#gid=0`;
  const archive = google.watch("googlesheets.row.added", { url: address, sheet: "Archive" });
  const leads = google.watch("googlesheets.row.added", { url: address });
  const words = google.watch("googlesheets.row.added", { spreadsheetId, contains: "urgent" });
  for (const one of [archive, leads, words]) expect(await one.ask()).toEqual([]);
  await append(["Gone", "gone@example.org"], "Archive!A1");
  await append(["Ada", "", "URGENT order"]);
  await append(["Ben"]);
  expect(await archive.ask()).toMatchObject([{ sheet: "Archive", values: { Name: "Gone" } }]);
  expect(await leads.ask()).toHaveLength(2);
  expect(await words.ask()).toMatchObject([{ values: { Name: "Ada" } }]);
});

test("without a spreadsheet it says what is missing, and one that is gone is an error in words", async () => {
  await start();
  const none = google.watch("googlesheets.row.added");
  await expect(none.ask()).rejects.toThrow(
    "googlesheets.row.added needs to know which one is meant. Give spreadsheetId (or url, id) in the trigger: Spreadsheet, by id or address",
  );
  expect(google.calls).toEqual([]);
  const gone = google.watch("googlesheets.row.added", { spreadsheetId: "1Nowhere" });
  await expect(gone.ask()).rejects.toThrow("answered 404 (");
});

test.each([
  [{}, undefined, 2],
  [{ sheet: "Q1 'new'" }, "'Q1 ''new'''!A:ZZ", 2],
  [{ range: "Leads!A:D" }, "Leads!A1:D", 2],
  [{ range: "Leads!B3:D20" }, "Leads!B1:D", 3],
  [{ range: "A2:D", sheet: "Leads" }, "'Leads'!A1:D", 2],
  [{ range: "Leads" }, "Leads", 2],
  [{ range: "Tab" }, "Tab", 2],
])("%j is read from %s on", (given, range, first) => {
  expect(rangeOf(given)).toEqual({ range, first });
});
