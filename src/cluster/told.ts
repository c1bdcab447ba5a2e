/** A store that tells after each call of some of its methods: what others have in memory of it is old then. */
export function told<Store extends object>(
  store: Store,
  methods: readonly (keyof Store & string)[],
  tell: () => void,
): Store {
  return new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== "function" || !methods.some((one) => one === name)) return method;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        const result: unknown = await Reflect.apply(method, target, given);
        tell();
        return result;
      };
    },
  });
}
