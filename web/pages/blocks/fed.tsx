import type { ReactNode } from "react";
import type { BlockAnswer, BlockData } from "../../../src/contract/page.ts";
import { Failure } from "../../ui/states.tsx";
import { pageViewWords as words } from "../../words/page-view.ts";
import { strings } from "../../words/strings.ts";
import { navigate } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { ConnectOwn, isOwnMissing } from "./connect-own.tsx";
import type { BlockState } from "../use-blocks.ts";

/** What a block that shows data is given. */
export interface FedProps {
  readonly state: BlockState;
  readonly reload: () => void;
  readonly level: number;
}

type AnswerOf<Type extends BlockData["type"]> = BlockAnswer & {
  readonly data: Extract<BlockData, { type: Type }>;
};

/** What stands in a state, if it is of this type: a block that is being edited may have become another. */
export function answerOf<Type extends BlockData["type"]>(
  { answer }: BlockState,
  type: Type,
): AnswerOf<Type> | undefined {
  return answer && isOf(answer, type) ? answer : undefined;
}

function isOf<Type extends BlockData["type"]>(
  answer: BlockAnswer,
  type: Type,
): answer is AnswerOf<Type> {
  return answer.data.type === type;
}

interface FedBodyProps {
  readonly state: BlockState;
  readonly reload: () => void;
  /** Keeps the place of what is to come. */
  readonly outline: ReactNode;
  /** Left out until something came. */
  readonly children: ReactNode;
}

/** What came, or its outline, or what went wrong; after a failed reload what came before stays. */
export function FedBody({ state, reload, outline, children }: FedBodyProps) {
  const { problem, isLoading } = state;
  if (!problem) {
    if (children) return children;
    return (
      <div role="status" className="block-outline">
        <span className="visually-hidden">{strings.loading}</span>
        {outline}
      </div>
    );
  }
  if (isOwnMissing(problem)) return <ConnectOwn problem={problem} connected={reload} />;
  const run = runOf(problem.members);
  const see = run === undefined ? undefined : () => navigate(paths.run(run));
  return (
    <>
      <Failure
        detail={problem.message}
        way={{ label: isLoading ? words.loading : strings.retry, go: reload }}
        {...(see ? { other: { label: words.seeRun, go: see } } : {})}
      />
      {children}
    </>
  );
}

/** The run that failed, which the server tells to who may see it. */
function runOf({ run }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof run === "string" ? run : undefined;
}
