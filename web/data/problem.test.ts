import { expect, test } from "vitest";
import { strings } from "../words/strings.ts";
import { Problem, isUnanswered, problemOf, readProblem } from "./problem.ts";

test("a problem document gives its code and its sentence", () => {
  const body = JSON.stringify({ type: "urn:patchbay:chat/busy", status: 409, detail: "Wait." });
  expect(readProblem(body)).toMatchObject({ code: "chat/busy", message: "Wait." });
});

test("the chat's transport throws with the body as its message", () => {
  const body = JSON.stringify({ type: "urn:patchbay:chat/forged", detail: "Reload." });
  expect(problemOf(new Error(body))).toMatchObject({ code: "chat/forged", message: "Reload." });
});

test("a server that does not answer is said in a sentence", () => {
  expect(problemOf(new TypeError("Failed to fetch"))).toMatchObject({
    code: "network",
    message: strings.unreachable,
  });
  expect(readProblem("").message).toBe(strings.unreachable);
});

test("what a proxy says in place of the server is no answer, what the server says is one", () => {
  const page = { status: 502, headers: { "content-type": "text/html" } };
  expect(isUnanswered(new Response("<h1>Bad Gateway</h1>", page))).toBe(true);
  const own = { status: 503, headers: { "content-type": "application/problem+json" } };
  expect(isUnanswered(new Response("{}", own))).toBe(false);
  expect(isUnanswered(new Response("no", { status: 500 }))).toBe(false);
});

test("a sentence of the stream stands for itself, and a problem stays what it is", () => {
  expect(problemOf(new Error("The model has a problem.")).message).toBe("The model has a problem.");
  const own = new Problem("unexpected", "x");
  expect(problemOf(own)).toBe(own);
});
