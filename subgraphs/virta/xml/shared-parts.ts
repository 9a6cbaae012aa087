import type { Nimi } from '../contract-right.ts';
import { withName } from './name-lists.ts';
import { selectionOf, textFields, textWith } from './selection.ts';

/** `Nimi`: a name in a language. */
export const name = textWith<{ nimet: Nimi[] }>('kieli', (draft, teksti, kieli) => {
  draft.nimet = withName(draft.nimet, kieli, teksti);
});

/** First and last day of whatever lasts. */
export const period = { AlkuPvm: 'alkuPvm', LoppuPvm: 'loppuPvm' } as const;

/** `Laajuus`: an extent, in credits and in study weeks. */
export const laajuus = selectionOf<{ opintopiste: string | null; opintoviikko: string | null }>({
  texts: textFields({ Opintopiste: 'opintopiste', Opintoviikko: 'opintoviikko' }),
});

/** An element of which only attributes are read. */
export const bare = selectionOf<unknown>({});
