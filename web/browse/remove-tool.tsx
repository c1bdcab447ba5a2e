import { useState } from "react";
import { connectorUsesShape } from "../../src/contract/connection.ts";
import { Stops } from "../connections/stops.tsx";
import { ask, remove } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { useServer } from "../data/server.tsx";
import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { connectorWords as words } from "../words/browse.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Failure } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";

/** Takes a tool of the user's away again, once they know what stops working. */
export function RemoveTool({ id, name }: { readonly id: string; readonly name: string }) {
  const [problem, setProblem] = useState<Problem>();
  const { reloadConnectors, reloadStatus } = useServer();
  const confirm = useConfirm();
  const toast = useToast();
  async function takeAway() {
    setProblem(undefined);
    try {
      const uses = await ask(connectorUsesShape, `/api/connectors/${encodeURIComponent(id)}/uses`);
      const isMeant = await confirm({
        title: words.removeTitle(name),
        detail: <Stops uses={uses} nothing={words.removeNothing} lead={words.removeStops} />,
        action: words.remove,
        danger: true,
      });
      if (!isMeant) return;
      await remove(`/api/integrations/${encodeURIComponent(id)}`);
      navigate(paths.browse);
      reloadConnectors();
      reloadStatus();
      toast({ text: words.removed(name) });
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <div className="connector-section">
      {problem && <Failure detail={problem.message} />}
      <p>
        <Button look="danger" onClick={() => void takeAway()}>
          {words.remove}
        </Button>
      </p>
    </div>
  );
}
