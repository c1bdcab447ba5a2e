import { useEffect, useId, useState } from "react";
import { schedulePreviewShape } from "../../src/contract/schedule.ts";
import { type Loaded, useGet } from "../data/use-get.ts";
import type { z } from "zod";
import { strings } from "../words/strings.ts";
import { clock } from "../ui/time.ts";
import { automationWords } from "../words/automations.ts";
import "../ui/field.css";
import "./schedule-fields.css";

const words = automationWords;
const zones = Intl.supportedValuesOf("timeZone");
/** Typing is not asked about letter by letter. */
const pauseMs = 250;

export interface Schedule {
  readonly cron: string;
  readonly timezone: string;
}

interface ScheduleFieldsProps {
  readonly schedule: Schedule;
  readonly change: (schedule: Schedule) => void;
  /** What the server said of it when it was saved. */
  readonly problem: string | undefined;
}

/** A schedule to type, with what it means and when it comes next. */
export function ScheduleFields({ schedule, change, problem }: ScheduleFieldsProps) {
  const id = useId();
  const { cron, timezone } = schedule;
  const settled = useSettled(
    `cron=${encodeURIComponent(cron.trim())}&timezone=${encodeURIComponent(timezone)}`,
  );
  const { loaded } = useGet(schedulePreviewShape, `/api/automations/preview?${settled}`);
  const isWrong =
    problem !== undefined || (loaded.status === "ready" && loaded.value.status === "invalid");
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-cron`}>
          {words.cron} <span>{words.cronNote}</span>
        </label>
        <input
          id={`${id}-cron`}
          className="cron"
          value={cron}
          required
          autoComplete="off"
          spellCheck={false}
          aria-invalid={isWrong}
          aria-describedby={`${id}-preview`}
          onChange={(event) => change({ cron: event.target.value, timezone })}
        />
        <div id={`${id}-preview`} className="schedule-preview" role="status">
          {problem === undefined ? (
            <Preview loaded={loaded} timezone={timezone} />
          ) : (
            <p className="field-problem">{problem}</p>
          )}
        </div>
      </div>
      <div className="field">
        <label htmlFor={`${id}-zone`}>{words.timezone}</label>
        <select
          id={`${id}-zone`}
          value={timezone}
          onChange={(event) => change({ cron, timezone: event.target.value })}
        >
          {[...new Set([timezone, "UTC", ...zones])].map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}

interface PreviewProps {
  readonly loaded: Loaded<z.output<typeof schedulePreviewShape>>;
  readonly timezone: string;
}

function Preview({ loaded, timezone }: PreviewProps) {
  if (loaded.status === "loading") return <p className="field-note">{strings.loading}</p>;
  if (loaded.status === "failed") return <p className="field-problem">{loaded.problem.message}</p>;
  if (loaded.value.status === "invalid")
    return <p className="field-problem">{loaded.value.problem}</p>;
  const { words: meaning, next } = loaded.value;
  return (
    <>
      <p>{meaning}</p>
      <p className="field-note">
        {next.length === 0
          ? words.noNext
          : words.next(next.map((start) => clock(start, timezone)).join(" · "))}
      </p>
    </>
  );
}

/** A text once it was left alone for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
