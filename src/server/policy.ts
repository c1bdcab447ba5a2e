/** What the page and the API's at `/docs` may load and do. Styles come from files and from properties that scripts set. */
export const pagePolicy = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  frameSrc: ["http://127.0.0.1:*", "http://localhost:*"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
};
