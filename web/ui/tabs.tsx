import { Tabs as Parts } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import "./tabs.css";

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly current: Name;
  readonly choose: (name: Name) => void;
  readonly tabs: readonly { readonly name: Name; readonly label: ReactNode }[];
  /** Of the tab that is shown. */
  readonly children: ReactNode;
}

/** Views of one thing of which one is shown; arrow keys move between them. */
export function Tabs<Name extends string>({
  label,
  current,
  choose,
  tabs,
  children,
}: TabsProps<Name>) {
  return (
    <Parts.Root value={current} onValueChange={choose}>
      <Parts.List className="tabs" aria-label={label}>
        {tabs.map((tab) => (
          <Parts.Tab key={tab.name} value={tab.name} className="tab">
            {tab.label}
          </Parts.Tab>
        ))}
      </Parts.List>
      <Parts.Panel value={current} className="tabs-panel">
        {children}
      </Parts.Panel>
    </Parts.Root>
  );
}
