import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { PatchbayError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { Directory } from "../store/directory.ts";
import { guardOrigin } from "./guard.ts";
import { answerProblem } from "./problem.ts";

/** One app's own HTTP app, at addresses without its prefix. */
interface Served {
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

interface FrontDependencies {
  readonly apps: {
    readonly first: Served;
    readonly get: (id: string) => Promise<Served | undefined>;
    readonly find: (
      slug: string,
    ) => Promise<{ readonly id: string; readonly app: Served } | undefined>;
  };
  readonly directory: Directory;
  /** Whether a request proves itself to this server at all, whatever app it is for. */
  readonly isKnown: (request: Request) => Promise<boolean>;
  /** What is said of an app that there is not, or that is somebody else's. */
  readonly noSuchApp: () => Error;
  readonly origins: () => readonly string[];
  readonly log: Log;
}

/** As much as one event or call of a webhook may hold. */
const maxHookBytes = 1024 * 1024;

/** `/apps/<slug>` and what is behind it. */
const prefixed = /^\/apps\/([^/]+)(\/.*)?$/;

/**
 * All that reaches the server, on its way to the app it is for: the one of the address,
 * `/apps/<slug>/…`; without one, what the request brings says it (an API key, the state of a sign-in,
 * the address of an automation), and all else is for the first app.
 */
export function createFront(deps: FrontDependencies) {
  const { apps, directory, isKnown, noSuchApp, log } = deps;
  const front = new Hono();
  front.onError((error, c) => answerProblem(error, c, log));
  front.use(guardOrigin({ origins: deps.origins }));
  const limited = bodyLimit({
    maxSize: maxHookBytes,
    onError: () => {
      throw new HTTPException(413);
    },
  });

  /** By the key that was sent, if it is one that was made in an app. */
  async function appOfKey(request: Request): Promise<string | undefined> {
    const key = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    return key === undefined ? undefined : directory.ofKey(key);
  }

  async function behindPrefix(request: Request, slug: string, path: string): Promise<Response> {
    const url = new URL(request.url);
    url.pathname = path;
    const found = await apps.find(slug);
    if (found) {
      const own = await appOfKey(request);
      if (own !== undefined && own !== found.id) throw noSuchApp();
      return found.app.fetch(new Request(url, request));
    }
    if (await isKnown(request)) {
      if (!isForPeople(request)) throw noSuchApp();
    } else if (path.startsWith("/hooks/")) {
      throw new PatchbayError("hook/not-found", "There is nothing at this address.");
    }
    // As an app answers in which nobody is signed in: who is a stranger does not learn which there are.
    const asStranger = new Request(url, request);
    asStranger.headers.delete("authorization");
    asStranger.headers.delete("cookie");
    return apps.first.fetch(asStranger);
  }

  async function withoutPrefix(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const ofKey = await appOfKey(request);
    if (ofKey === undefined && pathname === "/oauth/callback") {
      const id = await directory.ofState(searchParams.get("state") ?? "");
      const app = id === undefined ? undefined : await apps.get(id);
      return (app ?? apps.first).fetch(request);
    }
    const app = ofKey === undefined ? undefined : await apps.get(ofKey);
    // The key of an app that was deleted is a key of none.
    return (app ?? apps.first).fetch(request);
  }

  front.on(["GET", "POST"], "/hooks/:id", limited, async (c) => {
    const request = c.req.raw;
    const id = c.req.param("id");
    const own = await directory.ofAutomation(id);
    const app = own === undefined ? undefined : await apps.get(own);
    if (app) return app.fetch(request);
    const using = await directory.usingProvider(id);
    if (using.length === 0) return apps.first.fetch(request);
    return toAll(request, using);
  });

  /**
   * An event of a provider is for each app that uses the provider, and each looks itself whether it
   * is signed as its own client has it. Where one could not keep it, the provider is told so and sends
   * it again; those that have it know it by its id.
   */
  async function toAll(request: Request, ids: readonly string[]): Promise<Response> {
    const { method, headers, url } = request;
    const bytes = await request.arrayBuffer();
    const body = method === "GET" || method === "HEAD" ? null : bytes;
    const opened = await Promise.all(ids.map((id) => apps.get(id)));
    const served = new Set([apps.first, ...opened.filter((app) => app !== undefined)]);
    const answers: Response[] = [];
    for (const app of served)
      answers.push(await app.fetch(new Request(url, { method, headers, body })));
    const failed = answers.find(({ status }) => status >= 500);
    const [first] = answers;
    return failed ?? answers.find(({ ok }) => ok) ?? first ?? Response.error();
  }

  front.all("*", (c) => {
    const request = c.req.raw;
    const [, slug, path = "/"] = prefixed.exec(new URL(request.url).pathname) ?? [];
    return slug === undefined ? withoutPrefix(request) : behindPrefix(request, slug, path);
  });
  return front;
}

/** A browser on its way to a page: the page says itself that there is no such app. */
function isForPeople({ method, headers }: Request): boolean {
  return method === "GET" && (headers.get("accept")?.includes("text/html") ?? false);
}
