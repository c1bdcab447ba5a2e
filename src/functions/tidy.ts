import { format } from "oxfmt";

/** Formats as oxfmt does by default; what a template made of valid parts has to parse. */
export async function tidy(source: string, file = "index.ts"): Promise<string> {
  const { code, errors } = await format(file, source, {});
  const [error] = errors;
  if (error) throw new SyntaxError(`The rendered code does not parse: ${error.message}\n${source}`);
  return code;
}
