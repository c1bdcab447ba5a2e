import { PatchbayError } from "../core/errors.ts";
import { type Bindings, bearerOf } from "./guard.ts";
import type { Directory } from "../store/directory.ts";

/** One app's own HTTP app, at addresses without its prefix. */
interface Served {
  readonly fetch: (request: Request, bindings: Bindings) => Response | Promise<Response>;
  /** False where somebody is signed in who has no part in it. */
  readonly hasPart: (request: Request) => Promise<boolean>;
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
}

/** As much as one event of a provider may hold. */
const maxEventBytes = 1024 * 1024;

/**
 * Addresses that are good for whoever was given them. An app knows people there by what their browser
 * opened: that they are signed in to another workspace of this server takes nothing from it.
 */
const given = /^\/(?:connect\/(?:start|step)|embed\/connect|account\/connections)\/./;

/** Signing in is at the server, whatever app somebody came for. */
const ofServer = /^\/api\/auth\//;

/** `/apps/<slug>` and what is behind it. */
const prefixed = /^\/apps\/([^/]+)(\/.*)?$/;

/**
 * The way of all that reaches the server to the app it is for: the one of the address,
 * `/apps/<slug>/…`; without one, what the request brings says it (an API key, the state of a sign-in,
 * the address of an automation), and all else is for the first app. What is refused here is answered
 * by the first app, so that it is guarded, counted and described like everything else.
 */
export function createFront({ apps, directory, isKnown, noSuchApp }: FrontDependencies) {
  /** Of the key that was sent, if it is one that was made in an app. */
  async function appOfKey(request: Request): Promise<string | undefined> {
    const key = bearerOf(request.headers);
    return key === undefined ? undefined : directory.ofKey(key);
  }

  /** Not the key of another app, and not the session of somebody who has no part in this one. */
  async function isOf(
    request: Request,
    { id, app }: { readonly id: string; readonly app: Served },
  ) {
    const own = await appOfKey(request);
    return own === undefined ? app.hasPart(request) : own === id;
  }

  async function behindPrefix(
    request: Request,
    slug: string,
    path: string,
    from: Bindings,
  ): Promise<Response> {
    if (ofServer.test(path)) return apps.first.fetch(at(path, request), from);
    const found = await apps.find(slug);
    if (found && (given.test(path) || (await isOf(request, found))))
      return found.app.fetch(at(path, request), from);
    if (!isForPeople(request) && !given.test(path)) {
      if (await isKnown(request)) throw noSuchApp();
      if (path.startsWith("/hooks/"))
        throw new PatchbayError("hook/not-found", "There is nothing at this address.");
    }
    // As an app answers in which nobody is signed in: a stranger does not learn which there are.
    const asStranger = at(path, request);
    asStranger.headers.delete("authorization");
    asStranger.headers.delete("cookie");
    return apps.first.fetch(asStranger, from);
  }

  async function withoutPrefix(
    request: Request,
    { pathname, searchParams }: URL,
    from: Bindings,
  ): Promise<Response> {
    const [, hook] = /^\/hooks\/([^/]+)$/.exec(pathname) ?? [];
    if (hook !== undefined) return called(request, hook, from);
    const ofKey = await appOfKey(request);
    const ofState =
      ofKey === undefined && pathname === "/oauth/callback"
        ? await directory.ofState(searchParams.get("state") ?? "")
        : undefined;
    const id = ofKey ?? ofState;
    // The key of an app that was deleted is a key of none. Whose sign-in it is the app sees itself.
    const app = id === undefined ? undefined : await apps.get(id);
    return (app ?? apps.first).fetch(request, from);
  }

  /** An automation's own address, or the one for all that a provider sends. */
  async function called(request: Request, id: string, from: Bindings): Promise<Response> {
    const own = await directory.ofAutomation(id);
    const app = own === undefined ? undefined : await apps.get(own);
    if (app) return app.fetch(request, from);
    const using = await directory.usingProvider(id);
    const opened = await Promise.all(using.map((one) => apps.get(one)));
    const served = new Set([apps.first, ...opened.filter((one) => one !== undefined)]);
    return served.size === 1 ? apps.first.fetch(request, from) : toAll(request, served, from);
  }

  /**
   * An event of a provider is for each app that uses the provider, and each looks itself whether it
   * is signed as its own client has it. Where one could not keep it, the provider is told so and sends
   * it again; those that have it know it by its id.
   */
  async function toAll(
    request: Request,
    served: ReadonlySet<Served>,
    from: Bindings,
  ): Promise<Response> {
    const { method, headers, url } = request;
    const body = request.body === null ? null : await bytesOf(request.body);
    if (body === undefined)
      throw new PatchbayError("request/too-large", "An event may have 1 MB at most.");
    const answers: Response[] = [];
    for (const app of served)
      answers.push(await app.fetch(new Request(url, { method, headers, body }), from));
    const [first = Response.error()] = answers;
    return answers.find(({ status }) => status >= 500) ?? answers.find(({ ok }) => ok) ?? first;
  }

  return async (request: Request, from: Bindings = {}): Promise<Response> => {
    const url = new URL(request.url);
    const [, slug, path = "/"] = prefixed.exec(url.pathname) ?? [];
    try {
      return await (slug === undefined
        ? withoutPrefix(request, url, from)
        : behindPrefix(request, slug, path, from));
    } catch (error) {
      const refused = error instanceof Error ? error : new Error(String(error));
      return apps.first.fetch(request, { ...from, refused });
    }
  };
}

/** The same request at another path. */
function at(path: string, request: Request): Request {
  const url = new URL(request.url);
  url.pathname = path;
  return new Request(url, request);
}

/** A browser on its way to a page: the page says itself that there is no such app. */
function isForPeople({ method, headers }: Request): boolean {
  return method === "GET" && (headers.get("accept")?.includes("text/html") ?? false);
}

/** Undefined where it is more than an event may hold. */
async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.byteLength;
    if (length > maxEventBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
