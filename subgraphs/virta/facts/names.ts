import type { LocalizedText } from '../../registry/reasons.ts';
import type { Nimi } from '../contract-right.ts';

/**
 * A name by language, whose code may be in capitals; of several the first by the alphabet. A name without a language
 * stands in for a missing Finnish one, and so does one in another language where there is no other: none is lost.
 */
export function namesOf(names: readonly Nimi[]): LocalizedText {
  let fi: string | null = null;
  let sv: string | null = null;
  let en: string | null = null;
  let bare: string | null = null;
  let other: string | null = null;
  for (const { kieli, teksti } of names) {
    const language = inLowerCase(kieli);
    if (language === 'fi') fi = earlier(fi, teksti);
    else if (language === 'sv') sv = earlier(sv, teksti);
    else if (language === 'en') en = earlier(en, teksti);
    else if (kieli === null) bare = earlier(bare, teksti);
    else other = earlier(other, teksti);
  }
  const isNamed = fi !== null || sv !== null || en !== null;
  return { fi: fi ?? bare ?? (isNamed ? null : other), sv, en };
}

/** Nearly all are so already. */
function inLowerCase(kieli: string | null): string | null {
  return kieli === null || kieli === 'fi' || kieli === 'sv' || kieli === 'en' ? kieli : kieli.toLowerCase();
}

function earlier(known: string | null, text: string): string {
  return known === null || text < known ? text : known;
}
