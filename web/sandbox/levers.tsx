import { type FormEvent, useId, useState } from "react";
import { type LeverBody, type StandInView, standInShape } from "../../src/contract/sandbox.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Failure } from "../ui/states.tsx";
import { Switch } from "../ui/switch.tsx";
import { useToast } from "../ui/toast.tsx";
import { sandboxWords as words } from "../words/sandbox.ts";
import "../ui/field.css";

interface LeversProps {
  readonly standIn: StandInView;
  /** `isFresh` where what the tool shows has changed as well. */
  readonly changed: (standIn: StandInView, isFresh: boolean) => void;
}

/** Ways to break a stand-in on purpose. */
export function Levers({ standIn, changed }: LeversProps) {
  const { provider, name, levers } = standIn;
  const [problem, setProblem] = useState<Problem>();
  const confirm = useConfirm();
  const toast = useToast();

  async function pull(lever: LeverBody) {
    setProblem(undefined);
    try {
      const path = `/api/sandbox/${encodeURIComponent(provider)}/levers`;
      const now = await ask(standInShape, path, { method: "POST", body: lever });
      const isFresh =
        lever.lever === "reset" || lever.lever === "expire" || lever.lever === "revoke";
      changed(now, isFresh);
      if (isFresh) toast({ text: `${name}: ${words.done[lever.lever]}` });
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  async function reset() {
    const { resetTitle, resetDetail: detail, reset: action } = words;
    if (await confirm({ title: resetTitle(name), detail, action })) await pull({ lever: "reset" });
  }

  return (
    <section className="levers" aria-labelledby="levers">
      <h2 id="levers">{words.break}</h2>
      <p>{words.breakLead}</p>
      {problem && <Failure detail={problem.message} />}
      <h3>{words.signIns}</h3>
      <Deed
        label={words.expire}
        note={words.expireNote}
        go={() => void pull({ lever: "expire" })}
      />
      <Deed
        label={words.revoke}
        note={words.revokeNote}
        go={() => void pull({ lever: "revoke" })}
      />
      <h3>{words.calls}</h3>
      <Switch
        label={words.outage}
        on={levers.isDown}
        change={() => void pull({ lever: "outage" })}
      />
      <Switch
        label={words.limits}
        on={levers.keepsLimits}
        change={() => void pull({ lever: "limits" })}
      />
      <Amount
        key={`rate ${levers.rateLimited}`}
        label={words.rateLimit}
        unit={words.howMany}
        most={1000}
        now={levers.rateLimited}
        apply={(count) => void pull({ lever: "rate-limit", count })}
      />
      <Amount
        key={`fail ${levers.failing}`}
        label={words.fail}
        unit={words.howMany}
        most={1000}
        now={levers.failing}
        apply={(count) => void pull({ lever: "fail", count })}
      />
      <Amount
        key={`delay ${levers.delayMs}`}
        label={words.delay}
        unit={words.milliseconds}
        most={60_000}
        now={levers.delayMs}
        apply={(ms) => void pull({ lever: "delay", ms })}
      />
      <Button className="levers-reset" onClick={() => void reset()}>
        {words.reset}
      </Button>
    </section>
  );
}

interface DeedProps {
  readonly label: string;
  readonly note: string;
  readonly go: () => void;
}

function Deed({ label, note, go }: DeedProps) {
  const id = useId();
  return (
    <div className="lever">
      <Button aria-describedby={id} onClick={go}>
        {label}
      </Button>
      <p id={id}>{note}</p>
    </div>
  );
}

interface AmountProps {
  readonly label: string;
  readonly unit: string;
  readonly most: number;
  readonly now: number;
  readonly apply: (amount: number) => void;
}

/** Takes the state anew when it is made anew: calls count it down. */
function Amount({ label, unit, most, now, apply }: AmountProps) {
  const [amount, setAmount] = useState(String(now));
  const id = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    apply(Number(amount));
  }
  return (
    <form className="lever-amount" onSubmit={submit} aria-label={label}>
      <div className="field">
        <label htmlFor={id}>
          {label} <span>{unit}</span>
        </label>
        <input
          id={id}
          type="number"
          required
          min={0}
          max={most}
          step={1}
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
        />
      </div>
      <Button type="submit">{words.apply}</Button>
    </form>
  );
}
