import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Where a log is kept. */
export type LogPlace =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgresql'; readonly url: string };

/** Settings of the disclosure log, as a part of the gateway's. */
export const disclosureEnvironment = z.object({
  DISCLOSURE_LOG: z
    .string()
    .default('sqlite:data/disclosures.sqlite')
    .transform((text, context): LogPlace => {
      const place = placeOf(text);
      if (place !== null) return place;
      context.addIssue({ code: 'custom', message: 'must be sqlite:<path> or a postgresql:// URL' });
      return z.NEVER;
    }),
  DISCLOSURE_KEYS: z.string().min(1, { error: 'must be the path of a folder' }).default('data/keys'),
});

/** The file outside the store that checkpoints are anchored in: beside the log, or beside the keys. */
export function anchorPathOf(place: LogPlace, keysFolder: string): string {
  return join(dirname(place.kind === 'sqlite' ? place.path : keysFolder), 'checkpoints.jsonl');
}

function placeOf(text: string): LogPlace | null {
  const path = /^sqlite:(.+)$/.exec(text)?.[1];
  if (path !== undefined) return { kind: 'sqlite', path };
  return /^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text) ? { kind: 'postgresql', url: text } : null;
}
