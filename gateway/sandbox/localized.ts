import { z } from 'zod';
import type { Language } from './language.ts';

const words = z.string().trim().min(1);

/** A text of a data file: in every language, or the file is not read. */
export const localized = z.strictObject({ fi: words, sv: words, en: words } satisfies Record<
  Language,
  z.ZodType
>);
