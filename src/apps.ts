import { createHmac } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { appKeptMs, baseOf } from "./access/workspaces.ts";
import { type OpenApp, composeApp } from "./compose-app.ts";
import { PatchbayError } from "./core/errors.ts";
import type { Ground, Place } from "./ground.ts";
import type { AppsStore, StoredApp } from "./store/apps.ts";
import { defaultAppId } from "./store/database.ts";

interface AppsDependencies {
  readonly store: AppsStore;
  readonly ground: Ground;
  /** Of the first app; those of the others are made of it. */
  readonly approvalSecret: string;
}

/** What was signed in one app is worth nothing in another. */
export const approvalSecretOf = (secret: string, appId: string): string =>
  appId === defaultAppId ? secret : createHmac("sha256", secret).update(appId).digest("base64url");

/** 6 hours, between two looks for apps that nobody brought back. */
const sweepMs = 6 * 60 * 60_000;

/**
 * The apps of this process. Each is opened once: when the first request comes for it, or when all
 * are opened because what starts by itself is to start. One that cannot be opened stops no other.
 */
export async function openApps({ store, ground, approvalSecret }: AppsDependencies) {
  const { log, clock, timer, settings } = ground;
  const open = new Map<string, Promise<OpenApp>>();
  /** What the server has begun with, and so what an app does that is opened now. */
  const begun = { ready: false, warm: false, watching: false, automating: false };
  let stopSweep = () => {};
  let closed = false;

  const folderOf = ({ id }: Pick<StoredApp, "id">) => join(settings.dataDir, "apps", id);

  function placeOf(app: Pick<StoredApp, "id" | "slug">): Place {
    const isFirst = app.id === defaultAppId;
    return {
      appId: app.id,
      base: baseOf(app),
      dataDir: isFirst ? settings.dataDir : folderOf(app),
      // Beside the data: in the first app's folder each would be taken for a function of that app.
      functionsDir: isFirst ? settings.functionsDir : join(folderOf(app), "functions"),
      approvalSecret: approvalSecretOf(approvalSecret, app.id),
    };
  }

  async function begin(app: OpenApp): Promise<void> {
    if (begun.ready) await app.ready();
    if (begun.warm) app.warmUp();
    if (begun.automating) await app.automate();
    if (begun.watching) void app.watchFiles();
  }

  function opened(app: Pick<StoredApp, "id" | "slug">): Promise<OpenApp> {
    const before = open.get(app.id);
    if (before) return before;
    const opening = composeApp(placeOf(app), ground).then(async (made) => {
      await begin(made);
      return made;
    });
    open.set(app.id, opening);
    opening.catch((error: unknown) => {
      // The next request for it tries again.
      open.delete(app.id);
      log.write("error", `The app ${app.slug} could not be opened: ${String(error)}`);
    });
    return opening;
  }

  async function closeOne(id: string): Promise<void> {
    const app = open.get(id);
    open.delete(id);
    await app?.then((one) => one.close()).catch(() => {});
  }

  /** Opens all there are; what fails is in the log. */
  async function openAll(): Promise<void> {
    for (const app of await store.list()) if (!closed) await opened(app).catch(() => {});
  }

  /** Takes away for good what nobody brought back in time. */
  async function sweep(): Promise<void> {
    for (const app of await store.list("deleted")) {
      if (Date.parse(app.deletedAt ?? "") > clock.now() - appKeptMs) continue;
      await closeOne(app.id);
      if (!(await store.erase(app))) continue;
      await rm(folderOf(app), { recursive: true, force: true });
    }
  }

  function sweepNow(): void {
    sweep().catch((error: unknown) => {
      log.write("warn", `Deleted apps could not be taken away: ${String(error)}`);
    });
    stopSweep = timer.after(sweepMs, sweepNow);
  }

  async function use(stored: StoredApp): Promise<OpenApp | undefined> {
    if (stored.deletedAt !== undefined) {
      // Another process may have deleted it.
      await closeOne(stored.id);
      return undefined;
    }
    try {
      return await opened(stored);
    } catch (cause) {
      throw new PatchbayError(
        "app/not-open",
        "This app could not be opened; the server's log says why. The other apps go on.",
        { cause },
      );
    }
  }

  const first = await opened({ id: defaultAppId, slug: "default" });

  return {
    first,
    /** Undefined where there is none, or it was deleted. Throws `app/not-open`. */
    async get(id: string): Promise<OpenApp | undefined> {
      if (id === defaultAppId) return first;
      const app = await store.get(id);
      return app && use(app);
    },
    /** The same of what stands in an address. */
    async find(slug: string): Promise<{ readonly id: string; readonly app: OpenApp } | undefined> {
      const found = await store.find(slug);
      const app = found && (await use(found));
      return found && app && { id: found.id, app };
    },
    /** It is no more to be used. */
    close: closeOne,
    /** It was made or brought back: what starts by itself starts in it, too. */
    there(app: StoredApp): void {
      if (begun.automating) void opened(app).catch(() => {});
    },
    /** What other processes did to apps may have gone unheard. */
    async lookAgain(): Promise<void> {
      for (const { id } of await store.list("deleted")) await closeOne(id);
      if (begun.automating) await openAll();
    },
    /** Takes up what an earlier process left, in each app when it is opened. */
    async ready(): Promise<void> {
      begun.ready = true;
      await each((app) => app.ready());
    },
    warmUp(): void {
      begun.warm = true;
      void each(async (app) => app.warmUp());
    },
    async watchFiles(): Promise<void> {
      begun.watching = true;
      await each((app) => app.watchFiles());
    },
    /** Starts by itself what is to be started in any app. */
    async automate(): Promise<void> {
      begun.automating = true;
      await each((app) => app.automate());
      await openAll();
      sweepNow();
    },
    /** Nothing begins by itself any more. */
    async drain(): Promise<void> {
      closed = true;
      stopSweep();
      await each((app) => app.drain());
    },
    async closeAll(): Promise<void> {
      closed = true;
      stopSweep();
      await Promise.all([...open.keys()].map(closeOne));
    },
  };

  /** Each that is open by now. */
  async function each(work: (app: OpenApp) => Promise<void>): Promise<void> {
    await work(first);
    for (const opening of open.values())
      await opening.then(
        (app) => (app === first ? undefined : work(app)),
        () => {},
      );
  }
}

export type Apps = Awaited<ReturnType<typeof openApps>>;
