import { useEffect, useId, useRef, useState } from "react";
import {
  type DeliveryView,
  deliveryListShape,
  deliveryShape,
  deliveryStatuses,
} from "../../src/contract/automation.ts";
import { Allowed } from "../access/allowed.tsx";
import { ask } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip, type Tone } from "../ui/chip.tsx";
import { Json } from "../ui/json.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { useToast } from "../ui/toast.tsx";
import { automationWords } from "../words/automations.ts";
import "./deliveries.css";
import "./notes.css";

const words = automationWords.deliveries;

const tones: Readonly<Record<DeliveryView["status"], Tone>> = {
  waiting: "info",
  running: "info",
  succeeded: "good",
  skipped: "neutral",
  dead: "danger",
};

/** How many are asked for at once. */
const atOnce = 50;

interface DeliveriesProps {
  readonly id: string;
  readonly timezone: string;
  /** Counts up where starts began or ended. */
  readonly round: number;
}

/** The starts that are owed or were, newest first. */
export function Deliveries({ id, timezone, round }: DeliveriesProps) {
  const title = useId();
  const [status, setStatus] = useState("");
  const filter = status === "" ? "" : `&status=${status}`;
  const path = `/api/automations/${encodeURIComponent(id)}/deliveries?limit=${atOnce}${filter}`;
  return (
    <section className="automation-part" aria-labelledby={title}>
      <header className="deliveries-head">
        <h2 id={title}>{words.title}</h2>
        <div className="deliveries-filter">
          <label htmlFor={`${title}-filter`}>{words.filter}</label>
          <select
            id={`${title}-filter`}
            value={status}
            onChange={({ target }) => setStatus(target.value)}
          >
            <option value="">{words.all}</option>
            {deliveryStatuses.map((one) => (
              <option key={one} value={one}>
                {words.statuses[one]}
              </option>
            ))}
          </select>
        </div>
      </header>
      <DeliveryList key={path} path={path} timezone={timezone} label={title} round={round} />
    </section>
  );
}

interface DeliveryListProps {
  readonly path: string;
  readonly timezone: string;
  readonly label: string;
  readonly round: number;
}

function DeliveryList({ path, timezone, label, round }: DeliveryListProps) {
  const { loaded, reload } = useGet(deliveryListShape, path);
  const [older, setOlder] = useState<readonly DeliveryView[]>([]);
  const [isWhole, setWhole] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    if (round > 0) reload();
  }, [round, reload]);
  if (loaded.status === "loading") return <Loading lines={3} />;
  if (loaded.status === "failed")
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  const newest = loaded.value.deliveries;
  // Those that the newest have caught up with since are told once.
  const last = newest.at(-1)?.id;
  const deliveries = [...newest, ...older.filter(({ id }) => last !== undefined && id < last)];
  if (deliveries.length === 0) return <p className="automation-note">{words.none}</p>;
  const oldest = deliveries.at(-1)?.id ?? "";
  async function showOlder() {
    setProblem(undefined);
    try {
      const found = await ask(deliveryListShape, `${path}&before=${encodeURIComponent(oldest)}`);
      setOlder((known) => [...known, ...found.deliveries]);
      setWhole(found.deliveries.length < atOnce);
    } catch (error) {
      setProblem(problemOf(error).message);
    }
  }
  return (
    <>
      <ul role="list" className="deliveries" aria-labelledby={label}>
        {deliveries.map((one) => (
          <li key={one.id}>
            <Delivery delivery={one} timezone={timezone} replayed={reload} />
          </li>
        ))}
      </ul>
      {problem !== undefined && <Failure detail={problem} />}
      {newest.length === atOnce && !isWhole && (
        <Button onClick={() => void showOlder()}>{words.older}</Button>
      )}
    </>
  );
}

interface DeliveryProps {
  readonly delivery: DeliveryView;
  readonly timezone: string;
  readonly replayed: () => void;
}

function Delivery({ delivery, timezone, replayed }: DeliveryProps) {
  const { status, attempts, error, run, payload, nextAt } = delivery;
  const toast = useToast();
  const [problem, setProblem] = useState<string>();
  const when = clock(delivery.createdAt, timezone);
  const row = useRef<HTMLDetailsElement>(null);
  const [isMeant] = useState(() => location.hash === `#${delivery.id}`);
  useEffect(() => {
    if (isMeant) row.current?.scrollIntoView({ block: "center" });
  }, [isMeant]);
  async function replay() {
    setProblem(undefined);
    try {
      const path = `/api/deliveries/${encodeURIComponent(delivery.id)}/replay`;
      await ask(deliveryShape, path, { method: "POST" });
      toast({ text: words.replayed });
      replayed();
    } catch (failure) {
      setProblem(problemOf(failure).message);
    }
  }
  return (
    <details ref={row} className="delivery" open={status === "dead" || isMeant}>
      <summary>
        <Chip tone={tones[status]}>{words.statuses[status]}</Chip>
        <time dateTime={delivery.createdAt}>{when}</time>
        <span className="automation-note">{words.attempts(attempts)}</span>
        {nextAt && status === "waiting" && attempts > 0 && (
          <span className="automation-note">{words.nextTry(clock(nextAt, timezone))}</span>
        )}
      </summary>
      <div className="delivery-body">
        {error && (
          <p className="delivery-error">
            <span className="visually-hidden">{words.error}: </span>
            {error}
          </p>
        )}
        <p className="automation-note">{words.payload}</p>
        <Json value={payload} label={words.payload} />
        {problem && <Failure detail={problem} />}
        <div className="delivery-ways">
          {run && (
            <Link className="button button-plain" href={paths.run(run)}>
              {words.run}
            </Link>
          )}
          {status === "dead" && (
            <Allowed right="run">
              <Button onClick={() => void replay()} aria-label={words.replayOf(when)}>
                {words.replay}
              </Button>
            </Allowed>
          )}
        </div>
      </div>
    </details>
  );
}
