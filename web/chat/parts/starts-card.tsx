import type { AutomationSummary } from "../../../src/contract/automation-tools.ts";
import { StatusChip } from "../../automations/status-chip.tsx";
import { Link } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { strings } from "../../words/strings.ts";
import { Icon } from "../../ui/icon.tsx";
import { clock } from "../../ui/time.ts";
import "./written-function.css";
import "./starts-card.css";

const words = strings.automationParts;

/** What starts a function by itself, as it stood then; of its next times those that are still to come. */
export function StartsCard({ automation }: { readonly automation: AutomationSummary }) {
  const { id, function: name, reason, status, timezone = "UTC" } = automation;
  const now = Date.now();
  const next = automation.next.filter((start) => Date.parse(start) > now);
  return (
    <section className="written" aria-label={words.starts(name)}>
      <span className="written-icon">
        <Icon name="clock" />
      </span>
      <div>
        <p className="starts-words">
          {automation.words} <StatusChip status={status} />
        </p>
        {reason !== null && <p className="starts-reason">{reason}</p>}
        {next.length > 0 && (
          <p className="starts-next">
            {words.next(next.map((start) => clock(start, timezone)).join(" · "))}
          </p>
        )}
      </div>
      <nav aria-label={words.starts(name)}>
        <Link className="button button-plain" href={paths.automation(id)}>
          {words.open}
        </Link>
      </nav>
    </section>
  );
}
