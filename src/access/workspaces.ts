import { type Role, type Right, roles } from "../contract/access.ts";
import type { AppView, WorkspaceView } from "../contract/app.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { AppsStore, StoredApp } from "../store/apps.ts";
import { defaultAppId } from "../store/database.ts";
import type { MembershipOf } from "./membership.ts";

/** 7 days, in which an app that was deleted can be brought back. */
export const appKeptMs = 7 * 24 * 60 * 60_000;

const maxSlugLength = 40;

/** Who asks, and where. */
export interface Asking {
  /** The app that the request was sent to. */
  readonly appId: string;
  /** The person; absent where a program calls. */
  readonly userId?: string;
  /** With the key of the data folder, whose holder may do all on this server. */
  readonly isOperator: boolean;
  /** What they may do in the app that the request was sent to. */
  readonly rights: readonly Right[];
}

interface WorkspacesDependencies {
  readonly store: AppsStore;
  readonly membershipOf: MembershipOf;
  readonly clock: Clock;
  /** An app is no more to be used, in this process at least. */
  readonly onDeleted: (id: string) => Promise<void>;
  /** One was made or brought back. */
  readonly onThere: (app: StoredApp) => void | Promise<void>;
  /** Whoever makes a workspace is its owner. */
  readonly onMade: (workspaceId: string, userId: string) => Promise<void>;
}

/** What the addresses of an app begin with. */
export const baseOf = ({ id, slug }: Pick<StoredApp, "id" | "slug">): string =>
  id === defaultAppId ? "" : `/apps/${slug}`;

/** The same whether there is none or it is somebody else's: nobody learns of apps that are not theirs. */
export const noSuchApp = (): PatchbayError =>
  new PatchbayError(
    "app/not-found",
    "There is no app at this address, or it is not yours. GET /api/apps lists yours.",
  );

const noSuchWorkspace = (): PatchbayError =>
  new PatchbayError(
    "workspace/not-found",
    "There is no such workspace, or it is not yours. GET /api/workspaces lists yours.",
    { where: "workspace" },
  );

/** Workspaces and apps, as far as whoever asks has a part in them. */
export function createWorkspaces(deps: WorkspacesDependencies) {
  const { store, clock } = deps;

  /** What they are in a workspace; a key that was made for a program is at home in its own app alone. */
  async function roleIn(workspaceId: string, asking: Asking): Promise<Role | undefined> {
    if (asking.isOperator) return "owner";
    if (asking.userId !== undefined) return deps.membershipOf(asking.userId, workspaceId);
    const own = await store.get(asking.appId);
    return own?.workspaceId === workspaceId ? roleOf(asking.rights) : undefined;
  }

  /** Programs see the app of their key and no other. */
  const isSeen = ({ id }: StoredApp, { appId, userId, isOperator }: Asking) =>
    isOperator || userId !== undefined || id === appId;

  async function viewOf(app: StoredApp, role: Role, { appId }: Asking): Promise<AppView> {
    const { slug, name, workspaceId, createdAt, deletedAt } = app;
    return {
      slug,
      name,
      workspace: workspaceId,
      createdAt,
      base: baseOf(app),
      role,
      current: app.id === appId,
      ...(deletedAt === undefined
        ? {}
        : { deletedUntil: new Date(Date.parse(deletedAt) + appKeptMs).toISOString() }),
    };
  }

  async function viewsOf(apps: readonly StoredApp[], asking: Asking): Promise<AppView[]> {
    const views = apps
      .filter((app) => isSeen(app, asking))
      .map(async (app) => {
        const role = await roleIn(app.workspaceId, asking);
        return role === undefined ? [] : [await viewOf(app, role, asking)];
      });
    return (await Promise.all(views)).flat();
  }

  /** Throws where the workspace is none of theirs, or they only work in it. */
  async function mustOwn(workspaceId: string, asking: Asking, none: () => Error): Promise<void> {
    const role = await roleIn(workspaceId, asking);
    if (role === undefined) throw none();
    const isProgram = !asking.isOperator && asking.userId === undefined;
    if (role !== "owner" || isProgram)
      throw new PatchbayError(
        "app/owners-only",
        "Only an owner of the workspace makes, renames and deletes its apps, in the browser or with the key of the data folder.",
      );
  }

  async function mustFind(slug: string, asking: Asking): Promise<StoredApp> {
    const app = await store.find(slug);
    if (!app || !isSeen(app, asking)) throw noSuchApp();
    await mustOwn(app.workspaceId, asking, noSuchApp);
    return app;
  }

  async function there(slug: string, asking: Asking): Promise<StoredApp> {
    const app = await mustFind(slug, asking);
    if (app.deletedAt !== undefined) throw noSuchApp();
    return app;
  }

  /** With a number behind it where it is taken. */
  async function addNamed(name: string, workspaceId: string): Promise<StoredApp> {
    const wanted = slugOf(name);
    for (let number = 1; ; number += 1) {
      const end = number === 1 ? "" : `-${number}`;
      const slug = wanted.slice(0, maxSlugLength - end.length).replace(/-+$/, "") + end;
      const made = await store.add({ workspaceId, slug, name });
      if (made) return made;
    }
  }

  return {
    async workspaces(asking: Asking): Promise<WorkspaceView[]> {
      const all = (await store.workspaces()).map(async (workspace) => {
        const role = await roleIn(workspace.id, asking);
        return role === undefined ? [] : [{ ...workspace, role }];
      });
      return (await Promise.all(all)).flat();
    },
    async addWorkspace(name: string, asking: Asking): Promise<WorkspaceView> {
      const home = await store.get(asking.appId);
      await mustOwn(home?.workspaceId ?? "", asking, noSuchApp);
      const made = await store.addWorkspace(name);
      if (asking.userId !== undefined) await deps.onMade(made.id, asking.userId);
      return { ...made, role: "owner" };
    },
    async list(asking: Asking) {
      const [apps, gone] = await Promise.all([store.list(), store.list("deleted")]);
      const oldest = clock.now() - appKeptMs;
      const kept = gone.filter(({ deletedAt = "" }) => Date.parse(deletedAt) > oldest);
      return { apps: await viewsOf(apps, asking), deleted: await viewsOf(kept, asking) };
    },
    /** Throws `workspace/not-found`, `app/slug-taken` and `app/owners-only`. */
    async add(
      {
        name,
        slug,
        workspace,
      }: {
        readonly name: string;
        readonly slug?: string | undefined;
        readonly workspace?: string | undefined;
      },
      asking: Asking,
    ): Promise<AppView> {
      const workspaceId = workspace ?? (await store.get(asking.appId))?.workspaceId ?? "";
      const isThere = (await store.workspaces()).some(({ id }) => id === workspaceId);
      if (!isThere) throw noSuchWorkspace();
      await mustOwn(workspaceId, asking, noSuchWorkspace);
      const made =
        slug === undefined
          ? await addNamed(name, workspaceId)
          : await store.add({ workspaceId, slug, name });
      if (!made)
        throw new PatchbayError("app/slug-taken", `Another app has the slug "${slug}".`, {
          where: "slug",
        });
      await deps.onThere(made);
      return viewOf(made, "owner", asking);
    },
    async rename(slug: string, name: string, asking: Asking): Promise<AppView> {
      const app = await there(slug, asking);
      await store.rename(app.id, name);
      return viewOf({ ...app, name }, "owner", asking);
    },
    /** It stops at once, and is kept for some days. Throws `app/first` and `app/not-found`. */
    async remove(slug: string, asking: Asking): Promise<AppView> {
      const app = await there(slug, asking);
      if (app.id === defaultAppId)
        throw new PatchbayError(
          "app/first",
          "The first app is what addresses without a slug mean. It can be renamed, and not deleted.",
        );
      await store.markDeleted(app.id);
      await deps.onDeleted(app.id);
      return viewOf((await store.get(app.id)) ?? app, "owner", asking);
    },
    async restore(slug: string, asking: Asking): Promise<AppView> {
      const app = await mustFind(slug, asking);
      if (Date.parse(app.deletedAt ?? "") <= clock.now() - appKeptMs) throw noSuchApp();
      if (!(await store.undelete(app.id))) throw noSuchApp();
      const { deletedAt: _, ...back } = app;
      await deps.onThere(back);
      return viewOf(back, "owner", asking);
    },
  };
}

export type Workspaces = ReturnType<typeof createWorkspaces>;

/** The role that has exactly these rights, or the least one where none has. */
function roleOf(rights: readonly Right[]): Role {
  const found = (Object.keys(roles) as Role[]).find(
    (role) => roles[role].length === rights.length && roles[role].every((r) => rights.includes(r)),
  );
  return found ?? "app-user";
}

/** A name as it stands in an address. */
function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, maxSlugLength)
    .replaceAll(/^-+|-+$/g, "");
  return plain === "" || plain === "default" ? "app" : plain;
}
