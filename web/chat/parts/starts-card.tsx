import { useState } from "react";
import type { AutomationSummary } from "../../../src/contract/automation-tools.ts";
import { automationShape } from "../../../src/contract/automation.ts";
import { StatusChip } from "../../automations/status-chip.tsx";
import { ask } from "../../data/api.ts";
import { type Problem, problemOf } from "../../data/problem.ts";
import { useGet } from "../../data/use-get.ts";
import { Link } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { automationWords } from "../../words/automations.ts";
import { strings } from "../../words/strings.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Failure } from "../../ui/states.tsx";
import { clock } from "../../ui/time.ts";
import "./made-card.css";
import "./starts-card.css";

const words = strings.automationParts;

/** What starts a function by itself: as the chat had it until it is known how it stands now. */
export function StartsCard({ automation: then }: { readonly automation: AutomationSummary }) {
  const { id, function: name, timezone = "UTC" } = then;
  const path = `/api/automations/${encodeURIComponent(id)}`;
  const { loaded, set } = useGet(automationShape, path);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const now = loaded.status === "ready" ? loaded.value : undefined;
  const { words: starts, status, reason, next } = now ?? then;
  const isGone = loaded.status === "failed" && loaded.problem.code === "automation/not-found";
  const isPaused = status === "paused";
  const times = next.filter((start) => !isPaused && Date.parse(start) > Date.now());

  async function turn() {
    setBusy(true);
    setProblem(undefined);
    try {
      const way = isPaused ? "resume" : "pause";
      set(await ask(automationShape, `${path}/${way}`, { method: "POST" }));
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <section className="made-card" aria-label={words.starts(name)}>
      <span className="made-card-icon">
        <Icon name="clock" />
      </span>
      <div>
        <p className="starts-words">
          {starts} {!isGone && <StatusChip status={status} />}
        </p>
        {isGone ? (
          <p className="starts-next">{words.gone}</p>
        ) : (
          reason !== null && <p className="starts-reason">{reason}</p>
        )}
        {!isGone && times.length > 0 && (
          <p className="starts-next">
            {words.next(times.map((start) => clock(start, timezone)).join(" · "))}
          </p>
        )}
        {problem && <Failure detail={problem.message} />}
      </div>
      {!isGone && (
        <nav aria-label={words.starts(name)}>
          <Link className="button button-plain" href={paths.automation(id)}>
            {words.open}
          </Link>
          {now && (
            <Button disabled={isBusy} onClick={() => void turn()}>
              {isPaused ? automationWords.resume : automationWords.pause}
            </Button>
          )}
        </nav>
      )}
    </section>
  );
}
