import type { BlockView } from "../../../src/contract/page.ts";
import { Button } from "../../ui/button.tsx";
import { pageViewWords as words } from "../../words/page-view.ts";
import { BlockFrame } from "./block-frame.tsx";
import { Said } from "./said.tsx";
import { type ActProps, usePress } from "./use-press.ts";

interface ButtonsProps extends ActProps {
  readonly block: Extract<BlockView, { type: "buttons" }>;
}

/** Buttons that run functions. */
export function Buttons({ block, act, level }: ButtonsProps) {
  const { press, pressed, outcome } = usePress(act);
  return (
    <BlockFrame block={block} level={level}>
      <div className="block-actions">
        {block.actions.map((action, at) => (
          <Button
            key={at}
            disabled={!act}
            aria-disabled={pressed !== undefined}
            aria-busy={pressed === String(at)}
            onClick={() => press(String(at), action, { action: at })}
          >
            {action.label}
          </Button>
        ))}
      </div>
      {!act && <p className="block-said">{words.preview}</p>}
      <Said outcome={outcome} />
    </BlockFrame>
  );
}
