import type { FunctionVersion } from "../../store/function-version.ts";
import type { Templates } from "../templates.ts";
import { tidy } from "../tidy.ts";
import { type Adapter, renderAttach } from "./adapter.ts";
import { readEntry } from "./entry.ts";

/** Between these lines stands the function; the second group says what its export became. */
const begin = (name: string) =>
  `// Patchbay: here the function begins; its "const ${name} =" was "export default".`;
const beginPlain = "// Patchbay: here the function begins.";
const end = "// Patchbay: here the function ends.";
const wrapped =
  /^\/\/ Patchbay: here the function begins(?:; its "(const \w+ =)" was "export default")?\.\n([\s\S]*)\n\/\/ Patchbay: here the function ends\.$/m;

/** The function in one file that Base44 can serve, with what gets its tokens in front of it. */
export async function wrapForBase44(
  { name, code }: FunctionVersion,
  adapter: Adapter,
  templates: Templates,
  sdk: string,
): Promise<string> {
  const { style, exported } = readEntry(code);
  const connected = freeName("withConnections", code);
  const head = templates.render("base44/entry.ts", {
    name,
    sdk: { source: sdk },
    connected: { source: connected },
    attach: { source: renderAttach(templates, adapter) },
    servesItself: style === "serve",
  });
  const front = await tidy(head, "entry.ts");
  if (!exported) return [front, beginPlain, code, end, ""].join("\n");
  const own = freeName("handler", code);
  const inside = `${code.slice(0, exported.start)}const ${own} = ${code.slice(exported.valueStart)}`;
  return [front, begin(own), inside, end, `Deno.serve(${connected}(${own}));`, ""].join("\n");
}

/** The function out of such a file, as it was, with the connections around it; undefined where it is none. */
export function unwrapFromBase44(
  text: string,
): { readonly code: string; readonly types: readonly string[] } | undefined {
  const found = wrapped.exec(text);
  const [, binding, inside] = found ?? [];
  if (!found || inside === undefined) return undefined;
  const front = text.slice(0, found.index);
  return {
    code: binding === undefined ? inside : inside.replace(`${binding} `, () => "export default "),
    types: Array.from(front.matchAll(/\bconnector: "([\w-]+)"/g), ([, type = ""]) => type),
  };
}

/** A name that the code does not use for anything of its own. */
function freeName(wish: string, code: string): string {
  return code.includes(wish) ? freeName(`${wish}_`, code) : wish;
}
