import type { FlowValue } from "../../src/flow/schema.ts";

export type Row = readonly [
  prompt: string,
  operation: string,
  values: Readonly<Record<string, FlowValue>>,
];
