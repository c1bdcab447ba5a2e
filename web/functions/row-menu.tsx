import { useMay } from "../data/rights.ts";
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
  const [runs, builds] = [useMay("run"), useMay("build")];
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
          ...(runs
            ? [
                {
                  label: strings.runs.run,
                  icon: "play" as const,
                  go: () => navigate(paths.function(name, "run")),
                },
                {
                  label: strings.dryRun.run,
                  icon: "flask" as const,
                  go: () => navigate(`${paths.function(name, "run")}?start=dry`),
                },
              ]
            : []),
          ...(builds
            ? [
                { label: words.rename, icon: "edit" as const, go: () => open("rename") },
                { label: words.duplicate, icon: "page" as const, go: () => open("duplicate") },
              ]
            : []),
          { label: words.export, icon: "download", go: () => open("export") },
          ...(builds
            ? [
                {
                  label: words.delete,
                  icon: "trash" as const,
                  danger: true,
                  go: () => void discard(),
                },
              ]
            : []),
        ]}
      />
      {dialogs}
    </>
  );
}
