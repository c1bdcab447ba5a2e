/**
 * Who looks at a page: `maker` may change it and is told what went wrong; `embedded` looks at it on
 * another site, and is told nothing of what is behind it.
 */
export type Viewer = "maker" | "embedded";
