import { z } from "zod";

// The page's policy forbids eval. Zod tries it once, when the first shape is made, and the browser
// reports that; so this is imported before any shape.
z.config({ jitless: true });
