import type { Schema } from "../catalog/schema-text.ts";
import type { PageProblem } from "../contract/page.ts";
import type { PageBlock, PageSpec } from "../contract/page-spec.ts";
import { readAnswer } from "../flow/answers.ts";
import { type Path, PathSyntaxError, parseTemplate, textsIn } from "../flow/paths.ts";

/** What a function answers, as far as it is known. */
export type AnswerOf = (functionName: string) => Schema | undefined;

/**
 * Follows every path of a page into what its sources answer. One that leads nowhere is a warning:
 * tools answer more than is declared. Whether there is such a source is checked elsewhere.
 */
export function checkReadings(spec: PageSpec, answerOf: AnswerOf): readonly PageProblem[] {
  const answers = new Map(
    Object.entries(spec.sources).flatMap(([id, source]): [string, Schema][] => {
      const answer = answerOf(source.function);
      return answer ? [[id, answer]] : [];
    }),
  );
  return spec.blocks.flatMap((block) => {
    const where = `blocks.${block.id}`;
    const rows = "rows" in block ? block.rows : undefined;
    const [path] = rows === undefined ? [] : pathsOf(rows);
    const list = path && schemaAt(path, answers);
    const problems = rows === undefined ? [] : follow(rows, `${where}.rows`, answers);
    if (list && typeof list.type === "string" && list.type !== "array")
      problems.push(warning(`${where}.rows`, `"${rows}" leads to one thing, and rows are a list.`));
    return [...problems, ...follow(shownBy(block), where, answers, list?.items)];
  });
}

/** What of a block reads the answers, at its place in the block. */
function shownBy(block: PageBlock): unknown {
  switch (block.type) {
    case "figure":
      return { value: block.value, where: block.where };
    case "table":
      return {
        where: block.where,
        columns: block.columns.map(({ value }) => ({ value })),
        actions: block.actions.map(({ input }) => ({ input })),
      };
    case "chart":
      return {
        where: block.where,
        x: { value: block.x.value },
        series: block.series.map(({ value }) => ({ value })),
      };
    default:
      return undefined;
  }
}

function follow(
  value: unknown,
  where: string,
  answers: ReadonlyMap<string, Schema>,
  item?: Schema,
): PageProblem[] {
  return [...textsIn(value, where)].flatMap(({ where: place, text }) =>
    pathsOf(text).flatMap((path) => {
      const answer = path.root === "item" ? item : answers.get(path.root);
      const found = answer && readAnswer(path, answer);
      const message = found?.wrong ?? found?.doubt;
      return message === undefined ? [] : [warning(place, message)];
    }),
  );
}

function schemaAt(path: Path, answers: ReadonlyMap<string, Schema>): Schema | undefined {
  const answer = answers.get(path.root);
  const found = answer && readAnswer(path, answer).schema;
  return found && withoutNull(found);
}

/** A list that may be missing is a list. */
function withoutNull(schema: Schema): Schema {
  const [only, more] = (schema.anyOf ?? []).filter(({ type }) => type !== "null");
  return only && !more ? only : schema;
}

/** Text that is no valid path is reported where paths are checked. */
function pathsOf(text: string): readonly Path[] {
  try {
    return parseTemplate(text).flatMap((segment) => ("path" in segment ? [segment.path] : []));
  } catch (error) {
    if (error instanceof PathSyntaxError) return [];
    throw error;
  }
}

function warning(where: string, message: string): PageProblem {
  return { where, severity: "warning", message };
}
