import { expect, test } from "vitest";
import { strings } from "../words/strings.ts";
import { Problem, problemOf, readProblem } from "./problem.ts";

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

test("a sentence of the stream stands for itself, and a problem stays what it is", () => {
  expect(problemOf(new Error("The model has a problem.")).message).toBe("The model has a problem.");
  const own = new Problem("unexpected", "x");
  expect(problemOf(own)).toBe(own);
});
