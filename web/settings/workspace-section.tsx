import { lazy, Suspense, useState } from "react";
import {
  type AppView,
  type WorkspaceView,
  appShape,
  workspaceListShape,
} from "../../src/contract/app.ts";
import { ask } from "../data/api.ts";
import { useServer } from "../data/server.tsx";
import { useAction } from "../data/use-action.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { useGet } from "../data/use-get.ts";
import { settingsWords } from "../words/settings.ts";
import { strings } from "../words/strings.ts";
import { workspaceWords as words } from "../words/workspace.ts";
import { Button } from "../ui/button.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { day } from "../ui/time.ts";
import { useToast } from "../ui/toast.tsx";
import { AppRow } from "./app-row.tsx";
import { Section } from "./section.tsx";

const NewAppDialog = lazy(() => import("./new-app-dialog.tsx"));
const AppNameDialog = lazy(() => import("./app-name-dialog.tsx"));
const DeleteAppDialog = lazy(() => import("./delete-app-dialog.tsx"));

type Asked =
  | { readonly what: "new" }
  | { readonly what: "workspace" }
  | { readonly what: "rename" | "delete"; readonly app: AppView };

/** The apps that one has a part in, and the workspaces that they are in. */
export default function WorkspaceSection() {
  const workspaces = useGet(workspaceListShape, "/api/workspaces");
  const { apps: loaded, reloadApps } = useServer();
  useComeBack(reloadApps);
  const [asked, setAsked] = useState<Asked>();
  const { problem, run } = useAction();
  const toast = useToast();
  const spaces = workspaces.loaded.status === "ready" ? workspaces.loaded.value.workspaces : [];
  const owned = spaces.filter(({ role }) => role === "owner");
  const here =
    loaded.status === "ready"
      ? loaded.value.apps.find(({ current }) => current)?.workspace
      : undefined;

  function changed() {
    reloadApps();
    workspaces.reload();
  }
  function bringBack({ slug, name }: AppView) {
    void run(async () => {
      await ask(appShape, `/api/apps/${encodeURIComponent(slug)}/restore`, { method: "POST" });
      toast({ text: words.back(name) });
      changed();
    });
  }
  function done(text: string) {
    setAsked(undefined);
    toast({ text });
    changed();
  }
  return (
    <Section
      id="workspace"
      title={settingsWords.sections.workspace}
      lead={words.lead}
      actions={
        owned.length > 0 && <Button onClick={() => setAsked({ what: "new" })}>{words.make}</Button>
      }
    >
      {problem && <Failure detail={problem.message} />}
      {loaded.status === "loading" && <Loading lines={3} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reloadApps }} />
      )}
      {loaded.status === "ready" && (
        <>
          <div className="settings-rows">
            {loaded.value.apps.map((app) => (
              <AppRow
                key={app.slug}
                app={app}
                workspace={spaces.length > 1 ? nameOf(spaces, app) : undefined}
                ask={(what) => setAsked({ what, app })}
              />
            ))}
          </div>
          {loaded.value.deleted.length > 0 && (
            <>
              <h3>{words.deletedList}</h3>
              <div className="settings-rows">
                {loaded.value.deleted.map((app) => (
                  <div key={app.slug} className="settings-row">
                    <div>
                      <p className="settings-name">{app.name}</p>
                      <p className="settings-note">{words.until(day(app.deletedUntil ?? ""))}</p>
                    </div>
                    {app.role === "owner" && (
                      <Button
                        aria-label={words.bringBackOf(app.name)}
                        onClick={() => bringBack(app)}
                      >
                        {words.bringBack}
                      </Button>
                    )}
                  </div>
                ))}
              </div>
            </>
          )}
          <Workspaces
            workspaces={spaces}
            apps={loaded.value.apps}
            make={owned.length > 0 ? () => setAsked({ what: "workspace" }) : undefined}
          />
        </>
      )}
      <Suspense>
        {asked?.what === "new" && (
          <NewAppDialog
            workspaces={owned}
            here={here}
            close={() => setAsked(undefined)}
            done={changed}
          />
        )}
        {(asked?.what === "workspace" || asked?.what === "rename") && (
          <AppNameDialog
            app={asked.what === "rename" ? asked.app : undefined}
            close={() => setAsked(undefined)}
            done={done}
          />
        )}
        {asked?.what === "delete" && (
          <DeleteAppDialog
            app={asked.app}
            close={() => setAsked(undefined)}
            done={() => {
              const { app } = asked;
              setAsked(undefined);
              // Nothing answers at its address any more.
              if (app.current) return location.assign("/");
              toast({
                text: words.deleted(app.name),
                way: { label: words.undo, go: () => bringBack(app) },
              });
              changed();
            }}
          />
        )}
      </Suspense>
    </Section>
  );
}

const nameOf = (workspaces: readonly WorkspaceView[], { workspace }: AppView) =>
  workspaces.find(({ id }) => id === workspace)?.name;

interface WorkspacesProps {
  readonly workspaces: readonly WorkspaceView[];
  readonly apps: readonly AppView[];
  /** Left out for who owns none. */
  readonly make: (() => void) | undefined;
}

function Workspaces({ workspaces, apps, make }: WorkspacesProps) {
  return (
    <>
      <h3>{words.workspaces}</h3>
      <p className="settings-note">{words.workspacesLead}</p>
      <div className="settings-rows">
        {workspaces.map(({ id, name, role }) => (
          <div key={id} className="settings-row">
            <div>
              <p className="settings-name">{name}</p>
              <p className="settings-note">
                {words.as(role, apps.filter(({ workspace }) => workspace === id).length)}
              </p>
            </div>
          </div>
        ))}
      </div>
      {make && (
        <div className="settings-buttons">
          <Button onClick={make}>{words.newWorkspace}</Button>
        </div>
      )}
    </>
  );
}
