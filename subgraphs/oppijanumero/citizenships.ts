import { getName, registerLocale } from 'i18n-iso-countries/index.js';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import finnish from 'i18n-iso-countries/langs/fi.json' with { type: 'json' };
import swedish from 'i18n-iso-countries/langs/sv.json' with { type: 'json' };
import type { LocalizedText } from '../registry/reasons.ts';

for (const locale of [english, finnish, swedish]) registerLocale(locale);

/** The graph's `Citizenship`. */
export interface Citizenship {
  readonly code: string;
  readonly name: LocalizedText;
}

const finland = '246';
const unknownCountries = ['998', '999'];

/** Codes that the registry has beside, or in place of, those of ISO 3166-1 (koodisto maatjavaltiot2). */
const ownCodes: Readonly<Record<string, LocalizedText>> = {
  '736': { fi: 'Entinen Sudan', sv: 'F.d. Sudan', en: 'Former Sudan' },
  '891': {
    fi: 'Entinen Serbia ja Montenegro',
    sv: 'F.d. Serbien och Montenegro',
    en: 'Former Serbia and Montenegro',
  },
  '907': { fi: 'Kosovo', sv: 'Kosovo', en: 'Kosovo' },
  '990': {
    fi: 'Muu epäitsenäinen alue',
    sv: 'Annat icke-självständigt område',
    en: 'Other dependent territory',
  },
  '991': { fi: 'Ilman kansalaisuutta', sv: 'Utan medborgarskap', en: 'Without nationality' },
  '997': { fi: 'Kosovo', sv: 'Kosovo', en: 'Kosovo' },
  '998': { fi: 'Ulkomaat, tuntematon', sv: 'Utlandet, okänt', en: 'Foreign country, unknown' },
  '999': { fi: 'Tuntematon', sv: 'Okänt', en: 'Unknown' },
};

const names = new Map(Object.entries(ownCodes));

/** The name of a citizenship's country; null languages when the code is not known. */
export function countryNameOf(code: string): LocalizedText {
  const known = names.get(code);
  if (known !== undefined) return known;
  // The package pads short codes and reads letters, but the registry's codes have three digits.
  if (!/^\d{3}$/.test(code)) return { fi: null, sv: null, en: null };
  const nameIn = (language: string): string | null => getName(code, language) ?? null;
  const name = { fi: nameIn('fi'), sv: nameIn('sv'), en: nameIn('en') };
  names.set(code, name);
  return name;
}

/** Citizenships with names, each once. */
export function citizenshipsOf(codes: readonly string[]): readonly Citizenship[] {
  return [...new Set(codes)].sort().map((code) => ({ code, name: countryNameOf(code) }));
}

/** Whether Finnish citizenship is among them; null when none is recorded, or an unknown one may be it. */
export function isFinnishCitizen(codes: readonly string[]): boolean | null {
  if (codes.includes(finland)) return true;
  return codes.length === 0 || codes.some((code) => unknownCountries.includes(code)) ? null : false;
}
