import type { ReactNode } from "react";
import { strings } from "../words/strings.ts";
import { Button } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import "./states.css";

/** Shown while something loads; its outline keeps the page still. */
export function Loading({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">{strings.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="loading-line" />
      ))}
    </div>
  );
}

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}

/** Says that there is nothing yet, and how something comes to be. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

interface FailureProps {
  /** What went wrong and what to do, as a sentence. */
  readonly detail: string;
  readonly way?: Way;
  readonly other?: Way;
  readonly third?: Way;
}

interface Way {
  readonly label: string;
  readonly go: () => void;
}

/** Says what went wrong, with up to three ways on. */
export function Failure({ detail, way, other, third }: FailureProps) {
  return (
    <div className="failure" role="alert">
      <Icon name="alert" />
      <p>{detail}</p>
      {way && (
        <div className="failure-ways">
          <Button onClick={way.go}>{way.label}</Button>
          {other && <Button onClick={other.go}>{other.label}</Button>}
          {third && <Button onClick={third.go}>{third.label}</Button>}
        </div>
      )}
    </div>
  );
}
