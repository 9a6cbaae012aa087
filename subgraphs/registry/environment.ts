import { z } from 'zod';

/** An `http:` or `https:` URL without credentials, query or fragment. */
export const baseUrl = z.string({ error: 'is required: an http(s) URL' }).refine(isBaseUrl, {
  error: 'must be an http(s) URL without credentials, query or fragment',
});

/** A text that must be there, such as a user name or a password. */
export const requiredText = z.string({ error: 'is required: a text' }).min(1, { error: 'must not be empty' });

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A whole number within bounds, with a default. */
export function wholeNumber(bounds: Bounds & { readonly default: number }) {
  return wholeNumberWithin(bounds).default(bounds.default);
}

/** A whole number within bounds. */
export function wholeNumberWithin({ min, max }: Bounds) {
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: `must be a whole number from ${min} to ${max}` })
    .transform(Number)
    .refine((value) => value >= min && value <= max, {
      error: `must be a whole number from ${min} to ${max}`,
    });
}

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '');
}
