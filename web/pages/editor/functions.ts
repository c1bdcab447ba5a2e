import { useMemo } from "react";
import type { FunctionView } from "../../../src/contract/function.ts";
import { functionListShape } from "../../../src/contract/function.ts";
import { useGet } from "../../data/use-get.ts";
import { type Field, fieldsOf } from "../../functions/inputs.ts";

/** A function that a page may use. */
export interface FunctionChoice {
  readonly name: string;
  readonly description: string | undefined;
  /** Whether it may change something: then it can feed nothing. */
  readonly writes: boolean;
  /** Its inputs; undefined where they are not known, as of code alone. */
  readonly fields: readonly Field[] | undefined;
}

/** The functions there are. */
export function useFunctions() {
  const { loaded, reload } = useGet(functionListShape, "/api/functions");
  const functions = useMemo(
    () => (loaded.status === "ready" ? loaded.value.functions.map(choiceOf) : undefined),
    [loaded],
  );
  return { functions, problem: loaded.status === "failed" ? loaded.problem : undefined, reload };
}

function choiceOf({ name, description, writes = false, input }: FunctionView): FunctionChoice {
  return { name, description, writes, fields: fieldsOf(input) };
}
