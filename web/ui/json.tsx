import "./json.css";

/** A value as it would be written down. */
export function Json({ value, label }: { readonly value: unknown; readonly label: string }) {
  return (
    <pre className="json" tabIndex={0} role="region" aria-label={label}>
      {JSON.stringify(value, null, 2) ?? "undefined"}
    </pre>
  );
}
