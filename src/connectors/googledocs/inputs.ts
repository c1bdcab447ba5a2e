import { z } from "zod";

export const documentId = z.string().min(1).describe("Document, by name or id");
