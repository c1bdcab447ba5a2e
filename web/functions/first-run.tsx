import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import "./first-run.css";

const words = strings.dryRun;

interface FirstRunProps {
  readonly busy: boolean;
  readonly run: () => void;
  readonly leave: () => void;
}

/** Before the first live run of a version that writes: the list stands below, and this goes on. */
export function FirstRun({ busy, run, leave }: FirstRunProps) {
  return (
    <section className="first-run" aria-label={words.first}>
      <p>{words.firstLead}</p>
      <div className="first-run-ways">
        <Button look="primary" disabled={busy} onClick={run}>
          <Icon name="play" />
          {busy ? strings.runs.running : words.real}
        </Button>
        <Button look="quiet" onClick={leave}>
          {words.leave}
        </Button>
      </div>
    </section>
  );
}
