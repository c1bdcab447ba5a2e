/** A sentence to start from, and whose logo stands beside it. */
export interface Example {
  readonly key: string;
  readonly logo: string | undefined;
  readonly prompt: string;
}

interface Around {
  readonly connectors: readonly {
    readonly id: string;
    readonly logo: string;
    readonly examplePrompts: readonly string[];
  }[];
  /** Ids of the connectors that an account is connected for. */
  readonly connected: ReadonlySet<string>;
  /** Names of the functions there are, the newest first. */
  readonly functions: readonly string[];
  readonly runs: (name: string) => string;
}

const mostFunctions = 2;

/** What can be done at once comes first: with what is connected, with what was made, and then all the rest. */
export function examplesOf({ connectors, connected, functions, runs }: Around): readonly Example[] {
  const isConnected = ({ id }: { readonly id: string }) => connected.has(id);
  return [
    ...inTurn(connectors.filter(isConnected)),
    ...functions
      .slice(0, mostFunctions)
      .map((name) => ({ key: `run ${name}`, logo: undefined, prompt: runs(name) })),
    ...inTurn(connectors.filter((connector) => !isConnected(connector))),
  ];
}

/** One of each connector in turn, so that the first few show the breadth. */
function inTurn(connectors: Around["connectors"]): readonly Example[] {
  const longest = Math.max(0, ...connectors.map(({ examplePrompts }) => examplePrompts.length));
  return Array.from({ length: longest }, (_, turn) =>
    connectors.flatMap(({ id, logo, examplePrompts }) => {
      const prompt = examplePrompts[turn];
      return prompt === undefined ? [] : { key: `${id} ${turn}`, logo, prompt };
    }),
  ).flat();
}

/** Some of them for each round: the first ones at first, then those after, and around again. */
export function roundOf(
  examples: readonly Example[],
  round: number,
  count: number,
): readonly Example[] {
  const rounds = Math.max(1, Math.ceil(examples.length / count));
  const from = (round % rounds) * count;
  return examples.slice(from, from + count);
}
