import { parseSync } from "oxc-parser";

/** From and to in UTF-16 units, quotes included. */
export type Span = readonly [start: number, end: number];

/** `npm:@base44/sdk@0.8.6`, any version or none: the runtime provides the one that is installed. */
const specifier = /^(?:npm:)?@base44\/sdk(?:@[\w.^~*-]+)?$/;

/** Where code names Base44's SDK as a module; code that does not mention it is not parsed. */
export function sdkImportsOf(code: string): readonly Span[] {
  if (!code.includes("@base44/sdk")) return [];
  const { module } = parseSync("entry.ts", code);
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => moduleRequest),
  ];
  const spans = requests.flatMap(({ start, end }): readonly Span[] =>
    specifier.test(code.slice(start + 1, end - 1)) ? [[start, end]] : [],
  );
  return spans.toSorted(([a], [b]) => a - b);
}

/** Whether code may call other functions of the app, whose operations are not its own. */
export function mayCallFunctions(code: string): boolean {
  return sdkImportsOf(code).length > 0;
}
