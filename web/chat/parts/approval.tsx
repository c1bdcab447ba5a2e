import type { ReactNode } from "react";
import { strings } from "../../words/strings.ts";
import { Button } from "../../ui/button.tsx";
import "./approval.css";

const words = strings.approval;

interface ApprovalProps {
  readonly id: string;
  readonly heading: string;
  readonly lead: string;
  readonly children?: ReactNode;
  readonly decide: (approved: boolean) => void;
}

/** Something that waits for a yes. */
export function Approval({ id, heading, lead, children, decide }: ApprovalProps) {
  const title = `approval-${id}`;
  return (
    <section className="approval" aria-labelledby={title}>
      <h2 id={title}>{heading}</h2>
      <p>{lead}</p>
      {children}
      <div className="approval-ways">
        <Button look="primary" onClick={() => decide(true)}>
          {words.approve}
        </Button>
        <Button look="quiet" onClick={() => decide(false)}>
          {words.notNow}
        </Button>
      </div>
    </section>
  );
}
