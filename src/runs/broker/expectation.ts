import type { Provider } from "../../catalog/provider.ts";
import type { Operation } from "../../catalog/operation.ts";
import { redact } from "../../core/redact.ts";
import type { AnswerDifference } from "../types.ts";
import { type EgressAnswer, wholeJsonOf } from "./answer.ts";

const maxDifferences = 5;
const maxExcerpt = 200;

/** Where a successful answer is not what the operation promises, with what came there. */
export function differencesOf(
  operation: Operation,
  provider: Provider | undefined,
  answer: EgressAnswer,
): readonly AnswerDifference[] {
  if (!("status" in answer)) return [];
  if (answer.status < 200 || answer.status >= 300 || answer.status === 204) return [];
  const json = wholeJsonOf(answer.body);
  if (json === undefined || provider?.readError(json) !== undefined) return [];
  const parsed = (operation.answer ?? operation.output).safeParse(json);
  return (parsed.error?.issues ?? []).slice(0, maxDifferences).map(({ path, message }) => ({
    path: path.join(".") || "answer",
    expected: message,
    received: excerpt(path.reduce<unknown>((at, key) => Reflect.get(Object(at), key), json)),
  }));
}

function excerpt(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return redact(text.length > maxExcerpt ? `${text.slice(0, maxExcerpt)} …` : text);
}
