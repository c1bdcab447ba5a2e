/**
 * What the page and the API's at `/docs` may load and do. Styles come from files and from properties
 * that scripts set. Stand-ins are framed at their own ports where all is on one machine.
 */
export const pagePolicy = (isLocalOnly: boolean) => ({
  defaultSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  frameSrc: isLocalOnly ? ["http://127.0.0.1:*", "http://localhost:*"] : ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
});
