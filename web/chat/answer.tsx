import { isToolUIPart } from "ai";
import { chatWords } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { CopyAction, MessageActions } from "./message-actions.tsx";
import { type ChatPart, saidIn, saysFailure, waitsForPerson } from "./message.ts";
import type { MessageProps } from "./message-view.tsx";
import { AskPersonPart } from "./parts/ask-person.tsx";
import { DecidedAutomationPart, PauseAutomationPart } from "./parts/automation.tsx";
import { DeclinePart } from "./parts/decline.tsx";
import { EditCodePart } from "./parts/edit-code.tsx";
import { FailurePart } from "./parts/failure.tsx";
import { PagePart } from "./parts/pages.tsx";
import { QuietLine } from "./parts/quiet-line.tsx";
import { RequestConnectionPart } from "./parts/request-connection.tsx";
import { RunFunctionPart } from "./parts/run-function.tsx";
import { Steps } from "./parts/steps.tsx";
import { TextPart } from "./parts/text.tsx";
import { CopyFunctionPart, DeleteFunctionPart } from "./parts/whole-function.tsx";
import { RestoreFunctionPart, WriteFunctionPart } from "./parts/written-function.tsx";
import { piecesOf } from "./steps.ts";

/** An answer: steps in a row as one line, every other part in a file of its own in `parts/`. */
export function Answer(props: MessageProps) {
  const { message, time, ways, isGrowing } = props;
  const text = saidIn(message);
  const isOver = !isGrowing && !waitsForPerson(message);
  return (
    <article className="answer" aria-label={strings.chat.assistant}>
      {piecesOf(message.parts).map((piece) =>
        piece.kind === "steps" ? (
          <Steps
            key={piece.steps[0]?.toolCallId}
            steps={piece.steps}
            ms={message.metadata?.ms}
            isGrowing={isGrowing}
          />
        ) : (
          <PartView key={keyOf(piece.part, piece.index)} {...props} part={piece.part} />
        ),
      )}
      {isOver && (
        <MessageActions time={time}>
          {text.trim() !== "" && <CopyAction text={text} label={chatWords.copyAnswer} />}
          {ways && !saysFailure(message) && (
            <IconButton
              icon="refresh"
              label={chatWords.answerAgain}
              title={chatWords.answerAgain}
              onClick={ways.retry}
            />
          )}
        </MessageActions>
      )}
    </article>
  );
}

interface PartProps extends MessageProps {
  readonly part: ChatPart;
}

function PartView({ part, message, ways, isGrowing, reply }: PartProps) {
  switch (part.type) {
    case "text":
      return <TextPart part={part} isGrowing={isGrowing} />;
    case "data-failure":
      return <FailurePart part={part} retry={ways?.retry} askBuiltin={ways?.askBuiltin} />;
    case "data-model":
      return <QuietLine state="done" text={strings.chat.builtinAnswers} />;
    case "tool-request_connection":
      return (
        <RequestConnectionPart
          part={part}
          answer={ways && ((output) => ways.answerCard(part.toolCallId, output))}
        />
      );
    case "tool-write_function":
      return <WriteFunctionPart part={part} message={message} />;
    case "tool-restore_function":
      return <RestoreFunctionPart part={part} />;
    case "tool-copy_function":
      return <CopyFunctionPart part={part} />;
    case "tool-delete_function":
      return <DeleteFunctionPart part={part} decide={ways?.decide} />;
    case "tool-pause_automation":
      return <PauseAutomationPart part={part} />;
    case "tool-resume_automation":
    case "tool-delete_automation":
      return <DecidedAutomationPart part={part} decide={ways?.decide} />;
    case "tool-create_page":
    case "tool-edit_page":
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
    default:
      return null;
  }
}

function keyOf(part: ChatPart, index: number): string {
  return isToolUIPart(part) ? part.toolCallId : `${part.type} ${index}`;
}
