import { type AuditEntry, type Outcome, acts } from "../../src/contract/audit.ts";
import { auditWords as words } from "../words/audit.ts";
import { Button } from "../ui/button.tsx";
import { Chip, type Tone } from "../ui/chip.tsx";
import { Json } from "../ui/json.tsx";
import { moment, shortMoment } from "../ui/time.ts";
import { Unfold } from "../ui/unfold.tsx";
import { type Actors, actorOf } from "./use-actors.ts";

const tones = { done: "good", refused: "warn", failed: "danger" } satisfies Record<Outcome, Tone>;
const actNames: Readonly<Record<string, string>> = acts;

interface EntryProps {
  readonly entry: AuditEntry;
  readonly actors: Actors;
  /** Narrows the list to whoever did it. */
  readonly only: (actor: string) => void;
}

/** One line of the log; behind it, all that was kept. */
export function Entry({ entry, actors, only }: EntryProps) {
  const { at, act, actor, userId, outcome } = entry;
  const name = actors.nameOf(actor, userId);
  const subject = actors.subjectOf(entry);
  return (
    <Unfold
      className="audit-entry"
      summary={
        <>
          <span className="audit-act">{actNames[act] ?? act}</span>
          <Chip tone={tones[outcome]}>{words.outcomes[outcome]}</Chip>
          <span className="audit-who">
            {[name, subject].filter((part) => part !== undefined).join(" · ")}
          </span>
          <time dateTime={at} title={moment(at)}>
            {shortMoment(at, new Date())}
          </time>
        </>
      }
    >
      <Facts entry={entry} />
      <Button aria-label={words.onlyOf(name)} onClick={() => only(actorOf(entry))}>
        {words.only}
      </Button>
    </Unfold>
  );
}

function Facts({ entry }: Pick<EntryProps, "entry">) {
  const { position, at, actor, userId, subject, address, agent, detail, hash, previousHash } =
    entry;
  const names = words.facts;
  const facts = [
    [names.at, moment(at)],
    [names.by, actor],
    [names.person, userId],
    [names.subject, subject],
    [names.address, address],
    [names.agent, agent],
    [names.position, String(position)],
    [names.hash, hash],
    [names.previous, previousHash],
  ] as const;
  return (
    <div className="audit-facts">
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {Object.keys(detail).length > 0 && <Json value={detail} label={names.detail} />}
    </div>
  );
}
