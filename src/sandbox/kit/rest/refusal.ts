/** Ends a call with an error answer of the provider's. */
export class RestRefusal extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`HTTP ${status}`);
    this.name = "RestRefusal";
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}
