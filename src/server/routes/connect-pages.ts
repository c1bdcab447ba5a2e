import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { AppUsers } from "../../app-users/app-users.ts";
import type { Consents } from "../../app-users/consents.ts";
import {
  type ConnectLink,
  type ConnectLinks,
  principalOf,
  unlessClosed,
} from "../../app-users/links.ts";
import { deedWords, deedsOf } from "../../app-users/needs.ts";
import type { ConnectSites } from "../../app-users/sites.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Connections } from "../../connections/connections.ts";
import type { Act } from "../../contract/audit.ts";
import type { ConnectionRequestView } from "../../contract/connection.ts";
import { PatchbayError } from "../../core/errors.ts";
import { createSecret } from "../../core/ids.ts";
import { type FindCaller, personCookieOf } from "../caller.ts";
import * as pages from "../connect-page.ts";
import { embedPage } from "../embed-page.ts";
import { heldPage } from "../held-page.ts";
import type { Signed } from "../guard.ts";
import { type PlainPage, sendPage } from "../plain-page.ts";
import { note } from "../record-acts.ts";

export interface ConnectPagesDeps {
  readonly catalog: Catalog;
  readonly connections: Connections;
  readonly appUsers: AppUsers;
  readonly connectLinks: ConnectLinks;
  readonly connectSites: ConnectSites;
  readonly consents: Consents;
  readonly appName: () => Promise<string>;
  /** The first is the one people are sent to. */
  readonly origins: () => readonly string[];
}

/** As long as what was opened in a browser works there. */
const cookieSeconds = 60 * 60;

/** What a button did. */
interface Pressed {
  readonly said: string;
  /** Absent where it came to nothing. */
  readonly act?: Act;
  readonly subject?: string;
}

type Next =
  | { readonly kind: "ask"; readonly request: ConnectionRequestView }
  | { readonly kind: "consent"; readonly function: string }
  | { readonly kind: "done"; readonly isConnected: boolean };

/**
 * Pages for people who have no part in this server: where they connect an account, and see and
 * withdraw what is held of them. They know a person by the address that was opened in their browser,
 * never by a session of the dashboard, but for `/account/connections` of who is signed in.
 */
export function connectPages(
  deps: ConnectPagesDeps,
  { base, needsSignIn }: { readonly base: string; readonly needsSignIn: boolean },
) {
  const { catalog, connections, appUsers, connectLinks, connectSites, consents, appName } = deps;
  const isSecure = () => deps.origins()[0]?.startsWith("https:") === true;
  const cookieName = () => personCookieOf(deps.origins());
  const browserOf = (c: Context) => getCookie(c, cookieName());

  /** The secret by which this browser is known; made where it has none. */
  function browserFor(c: Context): string {
    const browser = browserOf(c) ?? createSecret();
    setCookie(c, cookieName(), browser, {
      httpOnly: true,
      // Sent when a provider sends the browser back, and never from within a frame or a form elsewhere.
      sameSite: "Lax",
      path: "/",
      secure: isSecure(),
      maxAge: cookieSeconds,
    });
    return browser;
  }

  async function next({ userId, body }: ConnectLink): Promise<Next> {
    const requests = await Promise.all(body.requests.map((id) => connections.view(id, userId)));
    const open = requests.find(({ status }) => status !== "granted" && status !== "skipped");
    if (open) return { kind: "ask", request: open };
    const isConnected = requests.every(({ status }) => status === "granted");
    const { function: name } = body;
    if (name !== undefined && isConnected && !body.isConsentAnswered) {
      const states = await consents.ofUser(userId);
      const state = states.find(({ version }) => version.name === name);
      if (state && state.starts.length > 0 && state.status !== "allowed")
        return { kind: "consent", function: name };
    }
    return { kind: "done", isConnected };
  }

  /** The page that is due now, whoever looks: `action` is where its buttons go. */
  async function pageOf(link: ConnectLink, action: string): Promise<PlainPage> {
    const [due, app] = await Promise.all([next(link), appName()]);
    const person = await appUsers.nameOf(link.userId);
    const asking = { appName: app, person, action };
    if (due.kind === "ask") {
      const isKey = catalog.provider(due.request.provider)?.key !== undefined;
      if (!isKey) return pages.askPage(asking, due.request);
      const { isBasic } = await connections.keyAsked(due.request.id, link.userId);
      return pages.askKeyPage(asking, due.request, isBasic);
    }
    if (due.kind === "consent") {
      const states = await consents.ofUser(link.userId);
      const state = states.find(({ version }) => version.name === due.function);
      if (!state) return pages.overPage();
      const deeds = deedsOf(state.version).map((deed) => deedWords(deed, catalog));
      return pages.consentPage(asking, state, deeds);
    }
    const { returnUrl } = link.body;
    if (returnUrl === undefined || !(await connectSites.allows(returnUrl)))
      return pages.donePage(app, due.isConnected);
    const back = new URL(returnUrl);
    back.searchParams.set("status", due.isConnected ? "connected" : "denied");
    return pages.goPage(back.href, app);
  }

  const stepOf = ({ tokenHash }: ConnectLink) => `${base}/connect/step/${tokenHash}`;

  /** As it is by now, for who waits elsewhere for its end. */
  async function settle(link: ConnectLink): Promise<void> {
    const due = await next(link);
    if (due.kind === "ask") return;
    const isConnected = due.kind === "consent" || due.isConnected;
    await connectLinks.change(link.tokenHash, { status: isConnected ? "connected" : "denied" });
  }

  async function act(c: Context<Signed>, link: ConnectLink, browser: string): Promise<Response> {
    const given = await c.req.parseBody();
    const due = await next(link);
    const { userId } = link;
    const caller = { principal: principalOf(browser), userId };
    if (due.kind === "ask" && given["act"] === "connect") {
      const { authorizationUrl } = await connections.authorize(
        due.request.id,
        principalOf(browser),
        { forUser: userId },
      );
      const isKey = catalog.provider(due.request.provider)?.key !== undefined;
      if (!isKey) return sendPage(c, pages.goPage(authorizationUrl, due.request.providerName));
    }
    if (due.kind === "ask" && given["act"] === "key") {
      await connections.authorize(due.request.id, principalOf(browser), { forUser: userId });
      await connections.giveKey(due.request.id, given, userId);
      note(c, { act: "connection.connected", caller, subject: due.request.provider });
    }
    if (due.kind === "ask" && given["act"] === "skip") {
      for (const id of link.body.requests) await skip(id, userId);
      note(c, { act: "connection.refused", caller, subject: due.request.provider });
    }
    if (due.kind === "consent" && (await answer(due.function, given))) {
      const body = { ...link.body, isConsentAnswered: true as const };
      await connectLinks.change(link.tokenHash, { body });
    }
    const now = await connectLinks.opened(browser, link.tokenHash);
    if (!now) return sendPage(c, pages.overPage(), 404);
    await settle(now);
    return sendPage(c, await pageOf(now, stepOf(now)));

    /** False where it was said of another version than there is: it is asked again. */
    async function answer(name: string, said: typeof given): Promise<boolean> {
      if (said["act"] !== "allow") return said["act"] === "refuse";
      if (!(await consents.give(userId, name, Number(said["version"])))) return false;
      note(c, { act: "consent.given", caller, subject: name });
      return true;
    }
  }

  /** One that is granted already stays so. */
  async function skip(request: string, userId: string): Promise<void> {
    const { status } = await connections.view(request, userId);
    if (status !== "granted" && status !== "skipped")
      await connections.settle(request, "skipped", userId).catch(unlessClosed);
  }

  const router = new Hono<Signed>();
  router.get("/connect/start/:token", async (c) => {
    const token = c.req.param("token");
    const link = await connectLinks.find(token);
    if (!link) return sendPage(c, pages.overPage(), 404);
    const isMine = await connectLinks.opened(browserOf(c), link.tokenHash);
    if (link.isOpened && !isMine) return sendPage(c, pages.overPage(), 404);
    const action = isMine ? stepOf(link) : `${base}/connect/start/${token}`;
    if (link.kind === "manage") return sendPage(c, pages.managePage(await appName(), action));
    return sendPage(c, await pageOf(link, action));
  });
  router.post("/connect/start/:token", async (c) => {
    const browser = browserFor(c);
    const link = await connectLinks.open(c.req.param("token"), browser);
    if (!link) return sendPage(c, pages.overPage(), 404);
    if (link.kind === "connect") return act(c, link, browser);
    return c.redirect(`${base}/account/connections/${link.tokenHash}`, 303);
  });
  router.get("/connect/step/:id", async (c) => {
    const link = await connectLinks.opened(browserOf(c), c.req.param("id"));
    if (!link) return sendPage(c, pages.overPage(), 404);
    return sendPage(c, await pageOf(link, stepOf(link)));
  });
  router.post("/connect/step/:id", async (c) => {
    const browser = browserOf(c) ?? "";
    const link = await connectLinks.opened(browser, c.req.param("id"));
    return link ? act(c, link, browser) : sendPage(c, pages.overPage(), 404);
  });

  router.get("/embed/connect/:token", async (c) => {
    const token = c.req.param("token");
    const link = await connectLinks.find(token);
    const isGood = link?.kind === "connect";
    const requests = isGood
      ? await Promise.all(link.body.requests.map((id) => connections.view(id, link.userId)))
      : [];
    const page = embedPage({
      tools: requests.map(pages.toolsOf).join(" and ") || "account",
      status: isGood ? link.status : "over",
      start: `${base}/connect/start/${token}`,
      state: `${base}/embed/connect/${token}/state`,
      // The sites of an app are told to who has one of its addresses, even an old one, and to nobody who guesses.
      origins: (await connectLinks.wasMade(token)) ? await connectSites.list() : [],
    });
    return sendPage(c, page, isGood ? 200 : 404);
  });
  router.get("/embed/connect/:token/state", async (c) => {
    const link = await connectLinks.find(c.req.param("token"));
    c.header("cache-control", "no-store");
    return c.json({ status: link?.kind === "connect" ? link.status : ("over" as const) });
  });

  return {
    router,
    /** Of this browser, if it opened an address that is still good. */
    async principal(c: Context): Promise<string | undefined> {
      const browser = browserOf(c);
      if (browser === undefined || !(await connectLinks.isKnown(browser))) return undefined;
      return principalOf(browser);
    },
    /** What follows on a sign-in that was begun here; undefined where it was begun elsewhere. */
    async afterSignIn(c: Context, request: string): Promise<Response | undefined> {
      const link = await connectLinks.ofRequest(browserOf(c), request);
      if (!link) return undefined;
      await settle(link);
      return sendPage(c, await pageOf(link, stepOf(link)));
    },
    /** What is held of who is signed in, or of who opened an address for that. */
    account(find: FindCaller) {
      const account = new Hono<Signed>();
      const at = (id: string) => `${base}/account/connections${id === "" ? "" : `/${id}`}`;

      async function personAt(c: Context, id: string): Promise<string | undefined> {
        if (id === "") return memberAt(c);
        const link = await connectLinks.opened(browserOf(c), id);
        return link?.kind === "manage" ? link.userId : undefined;
      }

      /** Who is signed in and has a part in this app: to others it does not tell what functions do. */
      async function memberAt(c: Context): Promise<string | undefined> {
        const caller = await find(c);
        return caller?.rights.includes("use") ? caller.userId : undefined;
      }

      async function show(c: Context, id: string, said?: string): Promise<Response> {
        const userId = await personAt(c, id);
        if (userId === undefined) return nobody(c, id);
        // Whoever opened an address for it has no part in the dashboard.
        const home = id === "" ? `${base}/` : undefined;
        const [held, person, app] = await Promise.all([
          appUsers.held(userId),
          appUsers.nameOf(userId),
          appName(),
        ]);
        return sendPage(c, heldPage({ appName: app, person, action: at(id), held, home, said }));
      }

      function nobody(c: Context, id: string): Response {
        if (id !== "") return sendPage(c, pages.overPage(), 404);
        throw new PatchbayError(
          "request/not-signed-in",
          "Sign in to see what is held of you, or ask the product that you use for the address.",
          { extra: { needsSignIn } },
        );
      }

      async function change(c: Context<Signed>, id: string): Promise<Response> {
        const userId = await personAt(c, id);
        if (userId === undefined) return nobody(c, id);
        const opened = id === "" ? undefined : principalOf(browserOf(c) ?? "");
        const principal = opened ?? (await find(c))?.principal ?? "";
        const { said, ...done } = await press(userId, await c.req.parseBody());
        if (done.act) note(c, { ...done, caller: { principal, userId } });
        return show(c, id, said);
      }

      for (const path of ["/account/connections", "/account/connections/:id"]) {
        account.get(path, (c) => show(c, c.req.param("id") ?? ""));
        account.post(path, (c) => change(c, c.req.param("id") ?? ""));
      }
      return account;
    },
  };

  /** Does what was pressed; what to say of it, and what it is in the audit log. */
  async function press(userId: string, given: Readonly<Record<string, unknown>>): Promise<Pressed> {
    const text = (name: string) => (typeof given[name] === "string" ? given[name] : "");
    const subject = text("function");
    switch (given["act"]) {
      case "disconnect": {
        const id = text("id");
        const told = await appUsers.disconnect(userId, id);
        const said = told.revoked
          ? "Withdrawn here, and revoked at the provider."
          : `Withdrawn here. ${told.detail}`;
        return { said, act: "connection.disconnected", subject: id };
      }
      case "withdraw":
        await consents.withdraw(userId, subject);
        return {
          said: "Withdrawn: it does nothing for you while you are away.",
          act: "consent.withdrawn",
          subject,
        };
      case "allow":
        if (await consents.give(userId, subject, Number(given["version"])))
          return { said: "It may act for you while you are away.", act: "consent.given", subject };
        return { said: "It was changed in between. Look at what it can do now, and say it again." };
      case "withdraw-all": {
        const kept = (await appUsers.withdrawAll(userId)).flatMap(({ detail }) => detail ?? []);
        return { said: ["All is withdrawn.", ...kept].join(" "), act: "connection.disconnected" };
      }
      default:
        throw new PatchbayError("request/invalid", "There is no such button.", { where: "act" });
    }
  }
}
