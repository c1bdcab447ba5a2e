import { FILE_HEADERS_ONLY, createTwoFilesPatch } from "diff";
import type { z } from "zod";
import type { versionDiffShape } from "../contract/function.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { rightsBetween } from "./rights.ts";

/** What changed between two versions of a function; `before` is undefined for the first one. */
export function diffOf(
  before: FunctionVersion | undefined,
  after: FunctionVersion,
): z.output<typeof versionDiffShape> {
  const [from, to] = [before?.version ?? 0, after.version];
  const titles = [from, to].map((version) => `${after.name} v${version}`);
  const patch = createTwoFilesPatch(
    titles[0] ?? "",
    titles[1] ?? "",
    before?.code ?? "",
    after.code,
    undefined,
    undefined,
    { headerOptions: FILE_HEADERS_ONLY },
  );
  return {
    from,
    to,
    patch: before?.code === after.code ? "" : patch,
    rights: rightsBetween(before, after),
  };
}
