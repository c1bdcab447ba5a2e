import type { ReactNode } from "react";
import { Icon, type IconName } from "../ui/icon.tsx";

type Tone = "good" | "warn" | "danger";

const icons: Readonly<Record<Tone, IconName>> = { good: "check", warn: "alert", danger: "error" };

/** What came of a test. */
export function Outcome({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <div className="settings-outcome" data-tone={tone} role="status">
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  );
}
