import { z } from "zod";

export const formId = z.string().min(1).describe("Form, by name or id");
