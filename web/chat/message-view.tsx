import { isToolUIPart } from "ai";
import { strings } from "../words/strings.ts";
import { type ChatMessage, type ChatPart, saidIn } from "./message.ts";
import { AskPersonPart } from "./parts/ask-person.tsx";
import {
  DecidedAutomationPart,
  ListAutomationsPart,
  PauseAutomationPart,
} from "./parts/automation.tsx";
import { DeclinePart } from "./parts/decline.tsx";
import { EditCodePart } from "./parts/edit-code.tsx";
import { FailurePart } from "./parts/failure.tsx";
import { LookedUpPart } from "./parts/looked-up.tsx";
import { PagePart } from "./parts/pages.tsx";
import { ProposeFlowPart } from "./parts/propose-flow.tsx";
import { QuietLine } from "./parts/quiet-line.tsx";
import { type CardOutput, RequestConnectionPart } from "./parts/request-connection.tsx";
import { RunFunctionPart } from "./parts/run-function.tsx";
import { SearchCatalogPart } from "./parts/search-catalog.tsx";
import { TextPart } from "./parts/text.tsx";
import { CopyFunctionPart, DeleteFunctionPart } from "./parts/whole-function.tsx";
import { RestoreFunctionPart, WriteFunctionPart } from "./parts/written-function.tsx";
import "./message.css";

/** What the person can do within the last answer. */
export interface Ways {
  readonly answerCard: (toolCallId: string, output: CardOutput) => void;
  readonly decide: (approval: string, approved: boolean) => void;
  readonly retry: () => void;
  /** The same sentence again, answered by the built-in model. */
  readonly askBuiltin: () => void;
  readonly say: (text: string) => void;
}

interface MessageProps {
  readonly message: ChatMessage;
  /** Left out for all answers but the last. */
  readonly ways: Ways | undefined;
  /** What the person said after it. */
  readonly reply: string | undefined;
}

/** A message with its parts; each kind of part has a file of its own in `parts/`. */
export function MessageView({ message, ways, reply }: MessageProps) {
  if (message.role === "user") return <Said message={message} />;
  return (
    <article className="answer" aria-label={strings.chat.assistant}>
      {message.parts.map((part, index) => (
        <PartView
          key={keyOf(part, index)}
          part={part}
          message={message}
          ways={ways}
          reply={reply}
        />
      ))}
    </article>
  );
}

function Said({ message }: { readonly message: ChatMessage }) {
  return (
    <article className="said" aria-label={strings.chat.you}>
      <p>{saidIn(message)}</p>
    </article>
  );
}

interface PartProps extends MessageProps {
  readonly part: ChatPart;
}

function PartView({ part, message, ways, reply }: PartProps) {
  switch (part.type) {
    case "text":
      return <TextPart part={part} />;
    case "data-failure":
      return <FailurePart part={part} retry={ways?.retry} askBuiltin={ways?.askBuiltin} />;
    case "data-model":
      return <QuietLine state="done" text={strings.chat.builtinAnswers} />;
    case "tool-search_catalog":
      return <SearchCatalogPart part={part} />;
    case "tool-propose_flow":
      return <ProposeFlowPart part={part} />;
    case "tool-request_connection":
      return (
        <RequestConnectionPart
          part={part}
          answer={ways && ((output) => ways.answerCard(part.toolCallId, output))}
        />
      );
    case "tool-write_function":
      return <WriteFunctionPart part={part} />;
    case "tool-restore_function":
      return <RestoreFunctionPart part={part} />;
    case "tool-copy_function":
      return <CopyFunctionPart part={part} />;
    case "tool-delete_function":
      return <DeleteFunctionPart part={part} decide={ways?.decide} />;
    case "tool-pause_automation":
      return <PauseAutomationPart part={part} />;
    case "tool-list_automations":
      return <ListAutomationsPart part={part} />;
    case "tool-resume_automation":
    case "tool-delete_automation":
      return <DecidedAutomationPart part={part} decide={ways?.decide} />;
    case "tool-create_page":
    case "tool-edit_page":
    case "tool-read_page":
    case "tool-list_pages":
    case "tool-restore_page":
    case "tool-delete_page":
      return <PagePart part={part} decide={ways?.decide} />;
    case "tool-edit_code":
      return <EditCodePart part={part} decide={ways?.decide} />;
    case "tool-run_function":
      return <RunFunctionPart part={part} decide={ways?.decide} />;
    case "tool-ask_person":
      return <AskPersonPart part={part} message={message} reply={reply} say={ways?.say} />;
    case "tool-decline":
      return <DeclinePart part={part} />;
    case "tool-describe_operations":
    case "tool-list_functions":
    case "tool-read_function":
    case "tool-list_runs":
    case "tool-list_connections":
      return <LookedUpPart part={part} />;
    case "dynamic-tool":
      // A tool that this page does not know yet, or one that the model made up.
      return (
        <QuietLine
          state={part.state === "output-available" ? "done" : "failed"}
          text={part.toolName}
        />
      );
    default:
      return null;
  }
}

function keyOf(part: ChatPart, index: number): string {
  return isToolUIPart(part) ? part.toolCallId : `${part.type} ${index}`;
}
