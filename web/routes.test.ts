import { expect, test } from "vitest";
import { paths, readRoute } from "./routes.ts";

test("every address that the page writes is one that it reads", () => {
  expect(readRoute(paths.newChat)).toEqual({ screen: "chat", id: undefined });
  expect(readRoute(paths.chat("a/b %"))).toEqual({ screen: "chat", id: "a/b %" });
  expect(readRoute(paths.functions)).toEqual({ screen: "functions" });
  for (const tab of ["code", "versions", "run"] as const) {
    expect(readRoute(paths.function("post$", tab))).toEqual({
      screen: "function",
      name: "post$",
      tab,
    });
  }
  expect(readRoute(paths.runs)).toEqual({ screen: "runs" });
  expect(readRoute(paths.run("run_1"))).toEqual({ screen: "run", id: "run_1" });
  expect(readRoute(paths.connections)).toEqual({ screen: "connections" });
  expect(readRoute(paths.browse)).toEqual({ screen: "browse" });
  expect(readRoute(paths.connector("slack"))).toEqual({ screen: "connector", id: "slack" });
  const [tool = ""] = paths.operation("slack", "slack.chat.postMessage").split("?");
  expect(readRoute(tool)).toEqual({ screen: "connector", id: "slack" });
  expect(readRoute(paths.addTool)).toEqual({ screen: "add-tool" });
  expect(readRoute(paths.sandbox)).toEqual({ screen: "sandbox", provider: undefined });
  expect(readRoute(paths.standIn("slack"))).toEqual({ screen: "sandbox", provider: "slack" });
  expect(readRoute(paths.provider("google"))).toEqual({ screen: "provider", id: "google" });
  expect(readRoute(paths.pages)).toEqual({ screen: "pages" });
  expect(readRoute(paths.page("deals"))).toEqual({ screen: "page", slug: "deals" });
  for (const tab of ["edit", "versions"] as const) {
    const route = { screen: "page-editor", slug: "deals", tab };
    expect(readRoute(paths.pageEditor("deals", tab))).toEqual(route);
  }
  expect(readRoute(paths.secrets)).toEqual({ screen: "secrets" });
  expect(readRoute(paths.settings)).toEqual({ screen: "settings" });
});

test("no address of the page is one that calls a function", () => {
  const all = [paths.functions, paths.function("post"), paths.function("post", "run")];
  expect(all.filter((path) => path.startsWith("/functions"))).toEqual([]);
});

test("anything else is missing", () => {
  for (const path of [
    "/x",
    "/chat",
    "/chat/a/b",
    "/code/a/b",
    "/code/a/run/b",
    "/runs/a/b",
    "/sandbox/a/b",
  ]) {
    expect(readRoute(path)).toEqual({ screen: "missing" });
  }
});
