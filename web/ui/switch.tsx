import { Switch as Parts } from "@base-ui/react/switch";
import "./switch.css";

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly change: (on: boolean) => void;
  readonly disabled?: boolean;
}

/** Something that is on or off, and takes effect at once. */
export function Switch({ label, on, change, disabled = false }: SwitchProps) {
  return (
    <label className="switch-row">
      <Parts.Root className="switch" checked={on} onCheckedChange={change} disabled={disabled}>
        <Parts.Thumb className="switch-thumb" />
      </Parts.Root>
      {label}
    </label>
  );
}
