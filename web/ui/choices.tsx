import "./choices.css";

interface ChoicesProps<Name extends string> {
  readonly label: string;
  readonly current: Name;
  readonly choose: (name: Name) => void;
  readonly choices: readonly {
    readonly name: Name;
    readonly label: string;
    readonly count?: number;
  }[];
}

/** A row of words of which one is chosen: what a list is narrowed to. */
export function Choices<Name extends string>({
  label,
  current,
  choose,
  choices,
}: ChoicesProps<Name>) {
  return (
    <div className="choices" role="group" aria-label={label}>
      {choices.map(({ name, label: word, count }) => (
        <button
          key={name}
          type="button"
          className="choice"
          aria-pressed={name === current}
          onClick={() => choose(name)}
        >
          {word}
          {count !== undefined && (
            <span className="choice-count">{count.toLocaleString("en")}</span>
          )}
        </button>
      ))}
    </div>
  );
}
