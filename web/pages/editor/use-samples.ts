import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { PageSpec } from "../../../src/contract/page-spec.ts";
import { runShape } from "../../../src/contract/run.ts";
import { ask } from "../../data/api.ts";
import { problemOf } from "../../data/problem.ts";
import type { PageSource } from "./edits.ts";

/** What a source answered when it was run once. */
export type Sample =
  | { readonly status: "running" }
  | { readonly status: "stopped" }
  | { readonly status: "failed"; readonly message: string }
  | { readonly status: "ready"; readonly answer: unknown };

export interface Samples {
  /** Undefined where it was not run. */
  readonly of: (source: PageSource) => Sample | undefined;
  /** Told what came of it too; undefined where it was stopped or asked for again. */
  readonly run: (source: PageSource) => Promise<Sample | undefined>;
  readonly stop: (source: PageSource) => void;
}

/** Runs sources so that paths can be chosen from what they answer; one answer for each input. */
export function useSamples(filters: PageSpec["filters"]): Samples {
  const [samples, setSamples] = useState<ReadonlyMap<string, Sample>>(new Map());
  const running = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const one of all.values()) one.abort();
    };
  }, []);
  const set = useCallback((key: string, sample: Sample) => {
    setSamples((before) => new Map(before).set(key, sample));
  }, []);
  return useMemo(() => {
    const keyOf = (source: PageSource) =>
      JSON.stringify([source.function, filled(source.input, filters)]);
    return {
      of: (source) => samples.get(keyOf(source)),
      async run(source) {
        const key = keyOf(source);
        running.current.get(key)?.abort();
        const leave = new AbortController();
        running.current.set(key, leave);
        set(key, { status: "running" });
        const sample = await answerOf(source.function, filled(source.input, filters), leave.signal);
        if (leave.signal.aborted) return undefined;
        set(key, sample);
        return sample;
      },
      stop(source) {
        running.current.get(keyOf(source))?.abort();
        set(keyOf(source), { status: "stopped" });
      },
    };
  }, [samples, filters, set]);
}

/** Runs a function that only reads once. */
export async function answerOf(
  name: string,
  input: unknown,
  signal: AbortSignal,
): Promise<Exclude<Sample, { status: "running" | "stopped" }>> {
  try {
    const path = `/api/functions/${encodeURIComponent(name)}/run`;
    const run = await ask(runShape, path, { method: "POST", body: { input }, signal });
    if (run.status === "succeeded") return { status: "ready", answer: run.output };
    return { status: "failed", message: run.error?.message ?? run.status };
  } catch (error) {
    return { status: "failed", message: problemOf(error).message };
  }
}

/** Inputs with what the filters are set to at first; one that is set to nothing is left out. */
export function filled(input: PageSource["input"], filters: PageSpec["filters"]) {
  const entries = Object.entries(input).flatMap(([name, value]) => {
    const after = fill(value, filters);
    return after === undefined ? [] : [[name, after] as const];
  });
  return Object.fromEntries(entries);
}

function fill(value: unknown, filters: PageSpec["filters"]): unknown {
  if (Array.isArray(value)) return value.map((one) => fill(one, filters));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, fill(inner, filters)]),
    );
  if (typeof value !== "string") return value;
  const preset = (id: string) => filters.find((filter) => filter.id === id)?.default;
  const [, whole] = /^\$\{\s*filters\.([\w$]+)\s*\}$/.exec(value) ?? [];
  if (whole !== undefined) return preset(whole);
  return value.replace(/\$\{\s*filters\.([\w$]+)\s*\}/g, (_, id: string) =>
    String(preset(id) ?? ""),
  );
}
