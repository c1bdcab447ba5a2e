import "./segments.css";

interface SegmentsProps<Name extends string> {
  readonly label: string;
  readonly current: Name;
  readonly choose: (name: Name) => void;
  readonly segments: readonly { readonly name: Name; readonly label: string }[];
}

/** A few ways to see one thing, of which one is on. */
export function Segments<Name extends string>(props: SegmentsProps<Name>) {
  const { label, current, choose, segments } = props;
  return (
    <div className="segments" role="group" aria-label={label}>
      {segments.map((one) => (
        <button
          key={one.name}
          type="button"
          aria-pressed={one.name === current}
          onClick={() => choose(one.name)}
        >
          {one.label}
        </button>
      ))}
    </div>
  );
}
