import { useEffect, useEffectEvent, useState } from "react";
import { Icon } from "./icon.tsx";
import "./typed-search.css";

interface TypedSearchProps {
  readonly label: string;
  /** What is looked for, as the address has it. */
  readonly text: string;
  /** Told once who types makes a pause. */
  readonly change: (text: string) => void;
}

/** Until who types made a pause. */
const typingMs = 250;

/** Looks for something that the address holds as well, and follows where the address is changed. */
export function TypedSearch({ label, text, change }: TypedSearchProps) {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  // The address changed without this field: by the back button, or as filters were cleared.
  if (known !== text) {
    setKnown(text);
    setTyped(text);
  }
  const tell = useEffectEvent(change);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === text) return;
    const timer = setTimeout(() => {
      setKnown(wanted);
      tell(wanted);
    }, typingMs);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <label className="typed-search">
      <Icon name="search" />
      <input
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={label}
        aria-label={label}
        maxLength={200}
      />
    </label>
  );
}
