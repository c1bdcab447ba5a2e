import { useState } from "react";
import type { RunView } from "../../src/contract/run.ts";
import { strings } from "../words/strings.ts";
import { Chip, type Tone } from "../ui/chip.tsx";
import { runPageWords } from "../words/runs.ts";
import "./run-logs.css";

const words = runPageWords;
type Level = RunView["logs"][number]["level"];

const tones: Readonly<Record<Level, Tone>> = {
  debug: "neutral",
  info: "info",
  warn: "warn",
  error: "danger",
};
const levels = ["debug", "info", "warn", "error"] as const satisfies readonly Level[];

interface RunLogsProps {
  readonly logs: RunView["logs"];
  readonly isRunning: boolean;
}

/** What a run logged, line by line; which levels are shown is chosen where there are several. */
export function RunLogs({ logs, isRunning }: RunLogsProps) {
  const [hidden, setHidden] = useState<readonly Level[]>([]);
  const there = levels.filter((level) => logs.some((line) => line.level === level));
  const shown = logs.filter(({ level }) => !hidden.includes(level));
  const toggle = (level: Level) =>
    setHidden(hidden.includes(level) ? hidden.filter((one) => one !== level) : [...hidden, level]);
  if (logs.length === 0 && !isRunning)
    return <p className="run-page-none">{strings.runs.noLogs}</p>;
  return (
    <>
      {there.length > 1 && (
        <div className="log-levels" role="group" aria-label={words.levels}>
          {there.map((level) => (
            <button
              key={level}
              type="button"
              aria-pressed={!hidden.includes(level)}
              onClick={() => toggle(level)}
            >
              {level}
            </button>
          ))}
        </div>
      )}
      {logs.length > 0 && shown.length === 0 && <p className="run-page-none">{words.noLines}</p>}
      <div
        role="log"
        className="log-scroll"
        tabIndex={0}
        aria-label={strings.runs.logs}
        aria-live={isRunning ? "polite" : "off"}
      >
        <ol className="log-lines">
          {shown.map(({ time, level, message }, index) => (
            <li key={index}>
              <time dateTime={time}>{time.slice(11, 23)}</time>
              <Chip tone={tones[level]}>{level}</Chip>
              <span>{message}</span>
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
