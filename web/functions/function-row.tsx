import type { FunctionSummary } from "../../src/contract/function-summary.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Chip, type Tone } from "../ui/chip.tsx";
import { Icon } from "../ui/icon.tsx";
import { Logo } from "../ui/logo.tsx";
import { ago, clock } from "../ui/time.ts";
import { madeByWords } from "./made-by.ts";
import { RowMenu } from "./row-menu.tsx";
import { RunBars } from "./run-bars.tsx";
import "./function-row.css";

const words = functionWords.list;

/** What is shown of a tool. */
export interface Tool {
  readonly name: string;
  readonly logo: string;
}

interface FunctionRowProps {
  readonly one: FunctionSummary;
  /** By id. */
  readonly tools: ReadonlyMap<string, Tool>;
  readonly changed: () => void;
}

/** A function in the list: what it does, what starts it, how it fares, and what can be done. */
export function FunctionRow({ one, tools, changed }: FunctionRowProps) {
  const { name, description, version, changedAt, connectors } = one;
  return (
    <article className="function-row" aria-label={name}>
      <div className="function-row-what">
        <h2>
          <Link href={paths.function(name)}>{name}</Link>
        </h2>
        <p className="function-row-description">{description ?? madeByWords(one)}</p>
        <Starts starts={one.starts} />
        <p className="function-row-faint">
          {functionWords.version(version)} · {functionWords.updated(ago(changedAt, Date.now()))}
        </p>
      </div>
      {connectors.length > 0 && (
        <ul role="list" className="function-row-tools" aria-label={words.tools}>
          {connectors.map((id) => (
            <li key={id} title={tools.get(id)?.name ?? id}>
              <Logo svg={tools.get(id)?.logo ?? ""} />
              <span className="visually-hidden">{tools.get(id)?.name ?? id}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="function-row-health">
        <State one={one} tools={tools} />
        <Health one={one} />
      </div>
      <RowMenu name={name} changed={changed} />
    </article>
  );
}

/** What starts it by itself, and when next. */
function Starts({ starts }: Pick<FunctionSummary, "starts">) {
  if (starts.length === 0) return <p className="function-row-start">{words.byHand}</p>;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return starts.map(({ id, words: what, next, paused }) => (
    <p key={id} className="function-row-start">
      <Icon name="clock" />
      <span>
        <Link href={paths.automation(id)}>{what}</Link>
        {next !== null && ` · ${words.next(clock(next, zone))}`}
      </span>
      {paused && <Chip tone="warn">{words.paused}</Chip>}
    </p>
  ));
}

const tones: Readonly<Record<FunctionSummary["state"], Tone>> = {
  file: "danger",
  reconnect: "warn",
  permission: "warn",
  failing: "danger",
  new: "neutral",
  working: "good",
};

/** How it stands, and where that can be put right. */
function State({ one: { name, state, lacks }, tools }: Omit<FunctionRowProps, "changed">) {
  const named = lacks.map((id) => tools.get(id)?.name ?? id).join(", ");
  const ways: Readonly<Partial<Record<FunctionSummary["state"], { href: string; text: string }>>> =
    {
      file: { href: paths.function(name), text: words.ways.file },
      reconnect: { href: paths.connections, text: words.ways.reconnect(named) },
      permission: { href: paths.function(name), text: words.ways.permission(named) },
      failing: {
        href: `${paths.runsOf(name)}&status=failed,timed-out,interrupted`,
        text: words.ways.failing,
      },
      new: { href: paths.function(name, "run"), text: words.ways.new },
    };
  const way = ways[state];
  return (
    <p className="function-row-state">
      <Chip tone={tones[state]}>{words.states[state]}</Chip>
      {way && <Link href={way.href}>{way.text}</Link>}
    </p>
  );
}

/** The last runs as bars and in words, and the very last one. */
function Health({ one: { recent, lastRun } }: Pick<FunctionRowProps, "one">) {
  if (!lastRun) return null;
  return (
    <>
      <RunBars recent={recent} />
      <p className="function-row-faint">
        {words.last}{" "}
        <Link href={paths.run(lastRun.id)}>
          {strings.runs.statuses[lastRun.status].toLowerCase()}
        </Link>{" "}
        <time dateTime={lastRun.startedAt}>{ago(lastRun.startedAt, Date.now())}</time>
      </p>
    </>
  );
}
