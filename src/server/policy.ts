/** What the page may load and do. Styles come from files and from properties that its scripts set. */
export const pagePolicy = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  frameSrc: ["http://127.0.0.1:*", "http://localhost:*"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
};

/** Swagger UI, which shows the API at `/docs`, writes styles into its markup. */
export const docsPolicy = { ...pagePolicy, styleSrc: ["'self'", "'unsafe-inline'"] };
