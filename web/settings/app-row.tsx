import type { AppView } from "../../src/contract/app.ts";
import { workspaceWords as words } from "../words/workspace.ts";
import { Chip } from "../ui/chip.tsx";
import { Menu } from "../ui/menu.tsx";
import { ago } from "../ui/time.ts";

interface AppRowProps {
  readonly app: AppView;
  /** Its workspace, where there are several. */
  readonly workspace: string | undefined;
  readonly ask: (what: "rename" | "delete") => void;
}

/** An app in the settings: the way to it, and what its owner can do with it. */
export function AppRow({ app, workspace, ask }: AppRowProps) {
  const { name, base, createdAt, current, role } = app;
  const address = `${location.origin}${base}/`;
  return (
    <div className="settings-row">
      <div>
        <p className="settings-name">
          {name} {current && <Chip tone="info">{words.here}</Chip>}
        </p>
        <p className="settings-note">
          <code>{address}</code>
        </p>
        <p className="settings-note">
          {[words.since(ago(createdAt, Date.now())), workspace].filter(Boolean).join(" · ")}
        </p>
      </div>
      {!current && (
        // Another app shares nothing with this one: the page is loaded anew.
        <a className="button button-plain" href={address}>
          {words.go(name)}
        </a>
      )}
      {role === "owner" && (
        <Menu
          label={words.more(name)}
          items={[
            { label: words.rename, icon: "edit", go: () => ask("rename") },
            {
              label: words.delete,
              icon: "trash",
              danger: true,
              // What addresses without a slug mean has to be there.
              disabled: base === "",
              go: () => ask("delete"),
            },
          ]}
        />
      )}
    </div>
  );
}
