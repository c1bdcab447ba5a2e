import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Menu } from "../ui/menu.tsx";
import { useFunctionActions } from "./use-function-actions.tsx";

const words = functionWords.actions;

interface RowMenuProps {
  readonly name: string;
  readonly changed: () => void;
}

/** What can be done with a function in the list. */
export function RowMenu({ name, changed }: RowMenuProps) {
  const { open, discard, dialogs } = useFunctionActions(name, {
    renamed: changed,
    copied: changed,
    deleted: changed,
    restored: changed,
  });
  return (
    <>
      <Menu
        label={words.menu(name)}
        items={[
          { label: words.open, icon: "code", go: () => navigate(paths.function(name)) },
          {
            label: strings.runs.run,
            icon: "play",
            go: () => navigate(paths.function(name, "run")),
          },
          {
            label: strings.dryRun.run,
            icon: "flask",
            go: () => navigate(`${paths.function(name, "run")}?start=dry`),
          },
          { label: words.rename, icon: "edit", go: () => open("rename") },
          { label: words.duplicate, icon: "page", go: () => open("duplicate") },
          { label: words.export, icon: "download", go: () => open("export") },
          { label: words.delete, icon: "trash", danger: true, go: () => void discard() },
        ]}
      />
      {dialogs}
    </>
  );
}
