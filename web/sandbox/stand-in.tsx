import { useState } from "react";
import { Allowed } from "../access/allowed.tsx";
import type { StandInView } from "../../src/contract/sandbox.ts";
import { Chip } from "../ui/chip.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { sandboxWords as words } from "../words/sandbox.ts";
import { Levers } from "./levers.tsx";

interface StandInProps {
  readonly standIn: StandInView;
  readonly changed: (standIn: StandInView) => void;
  readonly reload: () => void;
}

/** One tool as its user would see it, with the levers beside it. */
export function StandIn({ standIn, changed, reload }: StandInProps) {
  const { name, inspector, levers } = standIn;
  const [round, setRound] = useState(0);
  const states = words.state(levers);
  function refresh() {
    setRound(round + 1);
    reload();
  }
  return (
    <div className="stand-in">
      <section className="stand-in-look" aria-labelledby="stand-in-look">
        <header>
          <h2 id="stand-in-look">{words.look(name)}</h2>
          <span className="stand-in-states" role="status">
            {states.length === 0 && <Chip tone="good">{words.whole}</Chip>}
            {states.map((state) => (
              <Chip key={state} tone="warn">
                {state}
              </Chip>
            ))}
          </span>
          <Button look="quiet" onClick={refresh}>
            <Icon name="restore" />
            {words.refresh}
          </Button>
          <a className="button button-quiet" href={inspector} target="_blank" rel="noreferrer">
            <Icon name="open" />
            {words.open}
          </a>
        </header>
        <iframe key={round} src={inspector} title={words.frame(name)} />
      </section>
      <Allowed right="connect">
        <Levers
          standIn={standIn}
          changed={(now, isFresh) => {
            changed(now);
            if (isFresh) setRound(round + 1);
          }}
        />
      </Allowed>
    </div>
  );
}
