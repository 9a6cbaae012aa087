import type { LocalizedText } from '../../registry/reasons.ts';
import type { Nimi } from '../contract-right.ts';

/**
 * A name by language, whose code may be in capitals; of several the first by the alphabet. A name without a language
 * stands in for a missing Finnish one, and so does one in another language where there is no other: none is lost.
 */
export function namesOf(names: readonly Nimi[]): LocalizedText {
  const found: { fi: string | null; sv: string | null; en: string | null } = { fi: null, sv: null, en: null };
  let bare: string | null = null;
  let other: string | null = null;
  for (const { kieli, teksti } of names) {
    const language = kieli === null || kieli.length !== 2 ? kieli : kieli.toLowerCase();
    if (language === 'fi' || language === 'sv' || language === 'en')
      found[language] = earlier(found[language], teksti);
    else if (language === null) bare = earlier(bare, teksti);
    else other = earlier(other, teksti);
  }
  found.fi ??= bare;
  if (found.fi === null && found.sv === null && found.en === null) found.fi = other;
  return found;
}

function earlier(known: string | null, text: string): string {
  return known === null || text < known ? text : known;
}
