/** What a function has of Deno, for the type checker. */
export const denoTypes = `declare namespace Deno {
  type ServeHandler = (request: Request, info: any) => Response | Promise<Response>;
  interface ServeOptions { port?: number; hostname?: string; signal?: AbortSignal; onListen?: (address: any) => void; onError?: (error: unknown) => Response | Promise<Response>; }
  function serve(handler: ServeHandler): any;
  function serve(options: ServeOptions, handler: ServeHandler): any;
  function serve(options: ServeOptions & { handler: ServeHandler }): any;
  const env: { get(name: string): string | undefined; has(name: string): boolean };
}
`;
