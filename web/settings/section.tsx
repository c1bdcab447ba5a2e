import type { ReactNode } from "react";
import "./section.css";

interface SectionProps {
  /** Part of the address: `/settings#keys`. */
  readonly id: string;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One part of the settings. */
export function Section({ id, title, lead, actions, children }: SectionProps) {
  return (
    <section className="settings-section" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {lead && <p className="settings-lead">{lead}</p>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
