import { Allowed } from "../access/allowed.tsx";
import { navigate } from "../router.tsx";
import { type FunctionTab, paths } from "../routes.ts";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { useFunctionActions } from "./use-function-actions.tsx";

const words = functionWords.actions;

interface FunctionActionsProps {
  readonly name: string;
  readonly tab: FunctionTab;
}

/** What can be done with the function that is shown. */
export function FunctionActions({ name, tab }: FunctionActionsProps) {
  const { open, discard, dialogs } = useFunctionActions(name, {
    renamed: (to) => navigate(paths.function(to, tab)),
    copied: (to) => navigate(paths.function(to)),
    deleted: () => navigate(paths.functions),
    restored: () => navigate(paths.function(name)),
  });
  return (
    <>
      <Allowed right="build">
        <Button look="quiet" onClick={() => open("rename")}>
          {words.rename}
        </Button>
        <Button look="quiet" onClick={() => open("duplicate")}>
          {words.duplicate}
        </Button>
      </Allowed>
      <Button look="quiet" onClick={() => open("export")}>
        {words.export}
      </Button>
      <Allowed right="build">
        <Button look="quiet" onClick={() => void discard()}>
          {words.delete}
        </Button>
      </Allowed>
      {dialogs}
    </>
  );
}
