import { useCallback, useId, useState } from "react";
import {
  type AutomationView,
  automationShape,
  deliveryShape,
} from "../../src/contract/automation.ts";
import { Allowed, Lacking } from "../access/allowed.tsx";
import { ask, remove } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { Link, navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { useToast } from "../ui/toast.tsx";
import { ChangeSchedule } from "./change-schedule.tsx";
import { Deliveries } from "./deliveries.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { State, lastWords, nextWords, zoneOf } from "./state.tsx";
import { useStarts } from "./use-starts.ts";
import { Webhook } from "./webhook.tsx";
import { automationWords } from "../words/automations.ts";
import "./automation-screen.css";

const words = automationWords;

/** One automation: when it starts, how, and what became of its starts. */
export default function AutomationScreen({ id }: { readonly id: string }) {
  const path = `/api/automations/${encodeURIComponent(id)}`;
  const { loaded, reload, set } = useGet(automationShape, path);
  const [round, setRound] = useState(0);
  const started = useCallback(() => setRound((last) => last + 1), []);
  const changed = useCallback(() => {
    reload();
    started();
  }, [reload, started]);
  useStarts(id, changed);
  const current = loaded.status === "ready" ? loaded.value : undefined;
  const isGone = loaded.status === "failed" && loaded.problem.code === "automation/not-found";
  return (
    <Page
      title={
        <>
          {current?.function ?? words.title} {current && <State {...current} />}
        </>
      }
      lead={current?.words}
      actions={
        <>
          <Link className="button button-quiet" href={paths.automations}>
            {words.back}
          </Link>
          {current && <Actions current={current} path={path} changed={set} started={started} />}
        </>
      }
    >
      {loaded.status === "loading" && <Loading lines={6} />}
      {isGone && (
        <Empty icon="clock" title={words.gone}>
          <p>{words.goneLead}</p>
        </Empty>
      )}
      {loaded.status === "failed" && !isGone && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      <Lacking right="build" />
      {current && (
        <>
          {current.alert && (
            <Notice title={words.alert}>
              <p>{current.alert.message}</p>
            </Notice>
          )}
          <Times current={current} changed={set} />
          {current.hook !== null && (
            <Webhook id={id} hook={current.hook} hasSecret={current.hasSecret} made={reload} />
          )}
          <Allowed right="build">
            <SettingsForm key={JSON.stringify(current.settings)} current={current} changed={set} />
          </Allowed>
          <Deliveries id={id} timezone={zoneOf(current)} round={round} />
        </>
      )}
    </Page>
  );
}

interface ActionsProps {
  readonly current: AutomationView;
  readonly path: string;
  readonly changed: (current: AutomationView) => void;
  readonly started: () => void;
}

function Actions({ current, path, changed, started }: ActionsProps) {
  const toast = useToast();
  const [problem, setProblem] = useState<string>();
  const isPaused = current.status === "paused";
  // What waits for an event has nothing to start with before one happens.
  const canRun = !isPaused && current.trigger.type !== "event";
  async function go(act: () => Promise<void>) {
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(problemOf(error).message);
    }
  }
  const turn = () =>
    go(async () =>
      changed(
        await ask(automationShape, `${path}/${isPaused ? "resume" : "pause"}`, { method: "POST" }),
      ),
    );
  const run = () =>
    go(async () => {
      await ask(deliveryShape, `${path}/run`, { method: "POST", body: {} });
      toast({ text: words.started(current.function) });
      started();
    });
  const discard = () =>
    go(async () => {
      await remove(path);
      navigate(paths.automations);
      toast({
        text: words.deleted(current.function, current.origin === "flow"),
        way: { label: words.undo, go: () => void bringBack() },
      });
    });
  async function bringBack() {
    try {
      await ask(automationShape, `${path}/restore`, { method: "POST" });
      navigate(paths.automation(current.id));
    } catch (error) {
      toast({ text: problemOf(error).message });
    }
  }
  return (
    <>
      <Allowed right="run">
        <Button look={isPaused ? "primary" : "plain"} onClick={() => void turn()}>
          {isPaused ? words.resume : words.pause}
        </Button>
        {canRun && <Button onClick={() => void run()}>{words.runNow}</Button>}
      </Allowed>
      <Allowed right="build">
        <Button look="danger" onClick={() => void discard()}>
          {words.delete}
        </Button>
      </Allowed>
      {problem && <Failure detail={problem} />}
    </>
  );
}

interface TimesProps {
  readonly current: AutomationView;
  readonly changed: (current: AutomationView) => void;
}

function Times({ current, changed }: TimesProps) {
  const title = useId();
  const [open, setOpen] = useState(false);
  const zone = zoneOf(current);
  return (
    <section className="automation-part" aria-labelledby={title}>
      <h2 id={title}>{words.when}</h2>
      {current.reason && <p className="automation-reason">{current.reason}</p>}
      {current.trigger.type === "schedule" && current.next.length > 0 ? (
        <>
          <p className="automation-note">{words.nextTimes(zone)}</p>
          <ol role="list" className="next-times" aria-label={words.nextTimes(zone)}>
            {current.next.map((start) => (
              <li key={start}>
                <time dateTime={start}>{clock(start, zone)}</time>
              </li>
            ))}
          </ol>
        </>
      ) : (
        nextWords(current) && <p>{nextWords(current)}</p>
      )}
      <p className="automation-note">{lastWords(current)}</p>
      <div className="delivery-ways">
        {current.trigger.type === "schedule" && (
          <Allowed right="build">
            <Button onClick={() => setOpen(true)}>{words.change}</Button>
          </Allowed>
        )}
        <Link className="button button-plain" href={paths.function(current.function)}>
          {words.openFunction(current.function)}
        </Link>
      </div>
      {open && <ChangeSchedule current={current} changed={changed} close={() => setOpen(false)} />}
    </section>
  );
}
