import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import "./resizer.css";

interface ResizerProps {
  readonly label: string;
  /** Id of what has the width. */
  readonly controls: string;
  /** In pixels, of what stands to the right of it. */
  readonly width: number;
  readonly least: number;
  readonly most: number;
  readonly change: (width: number) => void;
  /** On a double click and with Enter. */
  readonly reset: () => void;
}

const step = 24;

/** The line between two sides, moved by pointer or arrow keys. */
export function Resizer({ label, controls, width, least, most, change, reset }: ResizerProps) {
  const from = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const set = (wanted: number) => change(Math.round(Math.min(most, Math.max(least, wanted))));
  function press(event: KeyboardEvent) {
    const to = { ArrowLeft: width + step, ArrowRight: width - step, Home: least, End: most }[
      event.key
    ];
    if (to === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (to === undefined) reset();
    else set(to);
  }
  function take(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width };
  }
  return (
    <div
      role="separator"
      className="resizer"
      tabIndex={0}
      aria-label={label}
      aria-controls={controls}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      onKeyDown={press}
      onPointerDown={take}
      onPointerMove={({ clientX }) => {
        if (from.current) set(from.current.width + from.current.x - clientX);
      }}
      onLostPointerCapture={() => {
        from.current = undefined;
      }}
      onDoubleClick={reset}
    />
  );
}
