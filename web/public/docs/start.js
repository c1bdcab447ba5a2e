// Requests go out with the session of this browser; without one, a key can be given under Authorize.
window.SwaggerUIBundle({
  // Of the app that the address is of: `/apps/<slug>/docs`.
  url: `${window.location.pathname.replace(/\/docs\/?(?:index\.html)?$/, "")}/openapi.json`,
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: -1,
  // Elsewhere the document would be sent to a service of others to be checked.
  validatorUrl: null,
});
