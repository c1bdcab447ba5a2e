interface ProblemsProps {
  readonly problems: readonly { readonly where: string; readonly message: string }[];
}

/** What a tool found wrong, each with its place. */
export function Problems({ problems }: ProblemsProps) {
  return (
    <ul role="list">
      {problems.map(({ where, message }) => (
        <li key={`${where} ${message}`}>
          <code>{where}</code> {message}
        </li>
      ))}
    </ul>
  );
}
