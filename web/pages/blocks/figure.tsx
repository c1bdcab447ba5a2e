import { useMemo } from "react";
import type { BlockView } from "../../../src/contract/page.ts";
import { BlockFrame } from "./block-frame.tsx";
import { FedBody, type FedProps, answerOf } from "./fed.tsx";
import { writerOf } from "./format.ts";
import { Value } from "./value.tsx";
import "./figure.css";

interface FigureProps extends FedProps {
  readonly block: Extract<BlockView, { type: "figure" }>;
}

/** One value, large. */
export function Figure({ block, state, reload, level }: FigureProps) {
  const { format, currency, caption } = block;
  const write = useMemo(
    () => writerOf({ format, currency }, { use: "figure" }),
    [format, currency],
  );
  const answer = answerOf(state, "figure");
  return (
    <BlockFrame block={block} level={level} isReloading={state.isLoading && answer !== undefined}>
      <FedBody state={state} reload={reload} outline={<p className="figure-outline">&nbsp;</p>}>
        {answer && (
          <p className="figure-value">
            <Value cell={answer.data.value} format={format} write={write} />
          </p>
        )}
      </FedBody>
      {caption && <p className="figure-caption">{caption}</p>}
    </BlockFrame>
  );
}
