import { z } from "zod";

export const presentationId = z.string().min(1).describe("Presentation, by name or id");
