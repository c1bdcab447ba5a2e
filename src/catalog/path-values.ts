import type { OperationRequest } from "./operation.ts";
import { pathPattern } from "./path-pattern.ts";

/** What stands in a path in the places of a template, decoded; undefined where it is not of the template. */
export function pathValues(
  template: string,
  { resources, shapes }: Pick<OperationRequest, "resources" | "shapes">,
  path: string,
): Readonly<Record<string, string>> | undefined {
  if (!pathPattern(template, resources, shapes).test(path)) return undefined;
  const names: string[] = [];
  const source = template
    .split(/(\{\+?\w+\}|\*)/)
    .map((part) => {
      if (part === "*") return ".+";
      if (!part.startsWith("{")) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
      names.push(part.replaceAll(/[{}+]/g, ""));
      return part.startsWith("{+") ? "(.+)" : "([^/]+?)";
    })
    .join("");
  const [, ...values] = new RegExp(`^${source}$`).exec(path) ?? [];
  return Object.fromEntries(names.map((name, index) => [name, decoded(values[index] ?? "")]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
