/** The package ships no types, and its default export stands in one. */
declare module "workerd" {
  const all: {
    /** Path of the binary for this machine. */
    readonly default: string;
  };
  export default all;
}
