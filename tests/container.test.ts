import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const root = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const text = (path: string) => readFileSync(root(path), "utf8");

const service = z.object({
  environment: z.record(z.string(), z.string()),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
});
const compose = z
  .object({ services: z.record(z.string(), service) })
  .parse(parse(text("compose.yaml")));

test("the image has all that the server reads beside its code", () => {
  const read = readdirSync(root("src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) =>
      Array.from(
        text(`src/${file}`).matchAll(/folder\("\.\.\/([\w.-]+)|new URL\("(?:\.\.\/)+([\w.-]+)/g),
        ([, one, other]) => one ?? other ?? "",
      ),
    );
  expect(new Set(read)).toContain("prompts");
  const copied = Array.from(
    text("Dockerfile").matchAll(/^COPY --from=build (.+)$/gm),
    ([, line = ""]) => line.split(" ").slice(0, -1),
  ).flat();
  for (const path of new Set(read)) expect(copied).toContain(`/app/${path}`);
});

test("it runs as nobody in particular, on a root that it cannot write", () => {
  const stages = text("Dockerfile").split(/^FROM /m);
  expect(stages.at(-1)).toMatch(/^USER patchbay$/m);
  expect(compose.services["patchbay"]).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
  expect(text("patchbay.service")).toMatch(/^DynamicUser=yes$/m);
});

test("settings in the files are settings that there are", () => {
  const image = /^ENV ((?:.*\\\n)*.*)$/m.exec(text("Dockerfile"))?.[1] ?? "";
  const unit = Array.from(text("patchbay.service").matchAll(/^Environment=(.+)$/gm), ([, v]) => v);
  const named = [image, ...unit].join(" ").matchAll(/\b([A-Z][A-Z_]+)=/g);
  const names = new Set([
    ...Array.from(named, ([, name = ""]) => name),
    ...Object.keys(compose.services["patchbay"]?.environment ?? {}),
  ]);
  names.delete("NODE_ENV");
  const known = text("src/settings.ts");
  expect([...names].filter((name) => !known.includes(`  ${name}:`))).toEqual([]);
});

test("whoever tells it to stop waits longer than it takes", () => {
  const graceMs = Number(
    /graceMs = ([\d_]+)/.exec(text("src/cli/start.ts"))?.[1]?.replace("_", ""),
  );
  expect(graceMs).toBeGreaterThan(0);
  const stops = [
    Number.parseInt(compose.services["patchbay"]?.stop_grace_period ?? "", 10),
    Number(/^TimeoutStopSec=(\d+)$/m.exec(text("patchbay.service"))?.[1]),
  ];
  for (const seconds of stops) expect(seconds * 1000).toBeGreaterThan(graceMs);
});
