import { type ReactNode, useState } from "react";

interface UnfoldProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Something behind a line; what is behind it is not made before it is asked for. */
export function Unfold({ summary, children, className }: UnfoldProps) {
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <details
      className={className}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setWasOpen(true);
      }}
    >
      <summary>{summary}</summary>
      {wasOpen && children}
    </details>
  );
}
