/** The package ships no types. */
declare module "workerd" {
  /** Path of the binary for this machine. */
  const file: string;
  export default file;
}
