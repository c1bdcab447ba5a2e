import { isToolUIPart } from "ai";
import type { PermissionChangeView } from "../../../src/contract/permission.ts";
import { stepWords as words } from "../../words/chat.ts";
import { Icon } from "../../ui/icon.tsx";
import { duration } from "../../ui/time.ts";
import { Unfold } from "../../ui/unfold.tsx";
import { type StepPart, type StepState, stateOfStep, summaryOf } from "../steps.ts";
import { Changes } from "./changes.tsx";
import { StepDetails } from "./step-details.tsx";
import "./steps.css";

interface StepsProps {
  readonly steps: readonly StepPart[];
  /** How long each took, by the id of its call, in milliseconds. */
  readonly ms: Readonly<Record<string, number>> | undefined;
  /** Whether the answer is still being written: else what has no end was broken off. */
  readonly isGrowing: boolean;
}

const icons = { doing: "dot", done: "check", failed: "alert" } as const;

/** What the agent did, as one line that unfolds to its steps, and each step to what it was given and found. */
export function Steps({ steps, ms = {}, isGrowing }: StepsProps) {
  const summary = summaryOf(steps, ms);
  const state = summary.state === "doing" && !isGrowing ? "failed" : summary.state;
  const doing = steps.findLast((step) => stateOfStep(step) === "doing");
  const line = state === "doing" && doing ? words.doing(nameOf(doing)) : words.summary(summary);
  return (
    <>
      <Unfold
        className={`steps steps-${state}`}
        summary={
          <>
            <Icon name={icons[state]} />
            <span className="steps-line">{line}</span>
            {state !== "doing" && summary.ms !== undefined && (
              <span className="steps-time">{duration(summary.ms)}</span>
            )}
            <Icon name="next" />
          </>
        }
      >
        <ol role="list">
          {steps.map((step) => (
            <li key={step.toolCallId}>
              <Step step={step} ms={ms[step.toolCallId]} isGrowing={isGrowing} />
            </li>
          ))}
        </ol>
      </Unfold>
      {steps.map((step) => {
        const changes = changesOf(step);
        return changes && <Changes key={step.toolCallId} changes={changes} />;
      })}
    </>
  );
}

/** More and fewer permissions are nothing to be folded away. */
function changesOf(step: StepPart): PermissionChangeView | undefined {
  if (step.type !== "tool-propose_flow" || step.state !== "output-available") return undefined;
  return step.output.status === "ready" ? step.output.changes : undefined;
}

interface StepProps {
  readonly step: StepPart;
  readonly ms: number | undefined;
  readonly isGrowing: boolean;
}

function Step({ step, ms, isGrowing }: StepProps) {
  const own = stateOfStep(step);
  const state: StepState = own === "doing" && !isGrowing ? "failed" : own;
  return (
    <Unfold
      className={`step steps-${state}`}
      summary={
        <>
          <Icon name={icons[state]} />
          <span className="steps-line">{words.name(nameOf(step), state, aboutOf(step))}</span>
          {ms !== undefined && <span className="steps-time">{duration(ms)}</span>}
          <Icon name="next" />
        </>
      }
    >
      <StepDetails step={step} />
    </Unfold>
  );
}

function nameOf(step: StepPart): string {
  return isToolUIPart(step) && step.type === "dynamic-tool"
    ? step.toolName
    : step.type.replace(/^tool-/, "");
}

/** What a step is about, in a word. */
function aboutOf(step: StepPart): string {
  switch (step.type) {
    case "tool-search_catalog":
      return step.input?.query ?? "";
    case "tool-read_function":
      return step.input?.name ?? "";
    case "tool-list_runs":
      return step.input?.function ?? "";
    case "tool-read_page":
      return step.input?.slug ?? "";
    default:
      return "";
  }
}
