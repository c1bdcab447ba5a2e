/**
 * How code says which of several accounts a call takes. The broker reads the header, holds it
 * against what the version was approved for, and never sends it on.
 */
export const accountHeader = "Patchbay-Account";

/** Through which rendered helpers call where a step names an account. */
export const fetchAs = "fetchAs";
