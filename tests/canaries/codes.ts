import { buildPeople } from '../../mocks/people.ts';
import { isSyntheticCode } from '../../mocks/synthetic-code.ts';

/** A code as it may stand in a text: nothing that could be a part of it before or behind. */
const standingAlone = /(?<![0-9A-Za-z])\d{6}[-+A-FU-Y]9\d{2}[0-9A-Y](?![0-9A-Za-z])/gi;

/** The personas' codes: these are found also where letters stand around them. */
const ofPersonas = new RegExp(
  buildPeople({ today: '2026-11-24' })
    .flatMap(({ records }) => records.flatMap(({ personalIdentityCode }) => personalIdentityCode ?? []))
    .map((code) => code.replace('+', '\\+'))
    .join('|'),
  'gi',
);

/** Where artificial personal identity codes stand in a text as it is: those of the personas, and any other. */
export function placesOfCodes(text: string): readonly number[] {
  const alone = [...text.matchAll(standingAlone)].filter(([code]) => isSyntheticCode(code.toUpperCase()));
  const inside = [...text.matchAll(ofPersonas)];
  return [...new Set([...alone, ...inside].map(({ index }) => index))];
}
