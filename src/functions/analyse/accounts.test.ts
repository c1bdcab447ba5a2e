import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { analyse } from "./analyse.ts";

const catalog = createCatalog(connectors, providers);

/** A function with this in its body, and this beside it. */
const withBody = (body: string, beside = "") =>
  `${beside}\nexport default { async fetch(request) {\n${body}\nreturn new Response(); } };\n`;

const operation = "slack.chat.postMessage";
const address = '"https://slack.com/api/chat.postMessage"';
const read = (body: string, beside?: string) => analyse(withBody(body, beside), catalog, "hand");

describe("the account of a call is read however it is written", () => {
  test.each<[string, string, string]>([
    [
      "in place",
      "",
      `await fetch(${address}, { method: "POST", headers: { "Patchbay-Account": "support" } });`,
    ],
    [
      "in small letters",
      "",
      `await fetch(${address}, { method: "POST", headers: { "patchbay-account": "support" } });`,
    ],
    [
      "in a constant",
      'const init = { method: "POST", headers: { accept: "application/json", "Patchbay-Account": "support" } };',
      `await fetch(${address}, init);`,
    ],
    [
      "in headers",
      "",
      `await fetch(${address}, { method: "POST", headers: new Headers({ "Patchbay-Account": "support" }) });`,
    ],
    [
      "in a request",
      "",
      `await fetch(new Request(${address}, { method: "POST", headers: { "Patchbay-Account": "support" } }));`,
    ],
    [
      "through a function",
      `function post(account) { return fetch(${address}, { method: "POST", headers: { ...(account && { "Patchbay-Account": account }) } }); }`,
      'await post("support");',
    ],
  ])("%s", (_, beside, body) => {
    const { calls, problems } = read(body, beside);
    expect({ calls, problems }).toEqual({
      calls: [{ operation, account: "support" }],
      problems: [],
    });
  });

  test("a call that names none takes the default, beside one that does", () => {
    const post = `function post(account) { return fetch(${address}, { method: "POST", headers: { ...(account && { "Patchbay-Account": account }) } }); }`;
    const { calls } = read('await post(); await post("sales"); await post("support");', post);
    expect(calls).toEqual([
      { operation },
      { operation, account: "sales" },
      { operation, account: "support" },
    ]);
  });

  test("either of two is both", () => {
    const { calls, problems } = read(
      `const account = request.url ? "sales" : "support"; await fetch(${address}, { method: "POST", headers: { "Patchbay-Account": account } });`,
    );
    expect(problems).toEqual([]);
    expect(calls.map(({ account }) => account)).toEqual(["sales", "support"]);
  });
});

describe("an account that cannot be told is refused", () => {
  test.each<[string, string, string]>([
    [
      "computed",
      `await fetch(${address}, { method: "POST", headers: { "Patchbay-Account": request.url } });`,
      "its account is not known before it runs",
    ],
    [
      "computed in part",
      `await fetch(${address}, { method: "POST", headers: { "Patchbay-Account": \`team-\${request.url}\` } });`,
      "its account is not known before it runs",
    ],
    [
      "set later",
      `const headers = new Headers(); headers.set("Patchbay-Account", "sales"); await fetch(${address}, { method: "POST", headers });`,
      "as a plain object",
    ],
    [
      "as a list",
      `await fetch(${address}, { method: "POST", headers: [["Patchbay-Account", "sales"]] });`,
      "as a plain object",
    ],
    [
      "under a name that is put together",
      `const name = "Patchbay-Account"; await fetch(${address}, { method: "POST", headers: { [name]: "sales" } });`,
      "as a plain object",
    ],
  ])("%s", (_, body, says) => {
    expect(read(body).problems).toContainEqual(
      expect.objectContaining({ severity: "error", message: expect.stringContaining(says) }),
    );
  });
});
