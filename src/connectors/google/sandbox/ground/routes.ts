import type { GoogleApp, Method } from "./app.ts";

export interface Route {
  readonly app: GoogleApp<unknown>;
  readonly method: Method<unknown>;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** Path templates of discovery documents as regular expressions; more literal ones are tried first. */
export function routesOf(apps: readonly GoogleApp<unknown>[]): readonly Route[] {
  const routes = apps.flatMap((app) =>
    app.methods.map((method): Route => ({ app, method, ...compile(method.path) })),
  );
  return routes.toSorted((one, other) => weight(other) - weight(one));
}

const weight = ({ method }: Route) => method.path.replaceAll(/\{[^}]*\}/g, "").length;

function compile(path: string): { pattern: RegExp; names: readonly string[] } {
  const names: string[] = [];
  const source = path
    .split(/(\{\+?\w+\})/)
    .map((part) => {
      const name = /^\{(\+?)(\w+)\}$/.exec(part);
      if (!name) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
      names.push(name[2] ?? "");
      return name[1] === "+" ? "([^:]+)" : "([^/:]+)";
    })
    .join("");
  return { pattern: new RegExp(`^${source}$`), names };
}

/** Path parameters, decoded; undefined where the route does not match. */
export function matchRoute(
  { pattern, names }: Route,
  path: string,
): Record<string, string> | undefined {
  const match = pattern.exec(path);
  if (!match) return undefined;
  try {
    return Object.fromEntries(
      names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]),
    );
  } catch {
    return undefined;
  }
}
