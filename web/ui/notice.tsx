import { type ReactNode, useId } from "react";
import { Icon } from "./icon.tsx";
import "./notice.css";

interface NoticeProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons. */
  readonly ways?: ReactNode;
}

/** Says that something needs the person, and what they can do. */
export function Notice({ title, children, ways }: NoticeProps) {
  const id = useId();
  return (
    <section className="notice" aria-labelledby={id}>
      <h2 id={id} className="notice-title">
        <Icon name="alert" />
        <span role="alert">{title}</span>
      </h2>
      {children}
      {ways && <div className="notice-ways">{ways}</div>}
    </section>
  );
}
