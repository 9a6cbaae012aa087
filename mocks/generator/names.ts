import type { Random } from './random.ts';

// Put together from syllables, so that no list of real people's names is needed.
const GIVEN_STARTS = [
  'Al',
  'Be',
  'Ca',
  'Di',
  'Em',
  'Fa',
  'Go',
  'Ha',
  'Il',
  'Jo',
  'Ka',
  'Lu',
  'Né',
  'Ø',
] as const;
const GIVEN_ENDS = ['ra', 'no', 'mi', 'ti', 'sel', 'dor', 'vin', 'ya'] as const;
const FAMILY_STARTS = [
  'Test',
  'Mock',
  'Demo',
  'Stub',
  'Dummi',
  'Sample',
  'Fixtur',
  'Prov',
  'Näyt',
  'Esimerk',
] as const;
const FAMILY_ENDS = [
  'ova',
  'sson',
  'oğlu',
  'ez',
  'ani',
  'wala',
  'yan',
  'inen',
  'escu',
  'idis',
  'uddin',
  'enko',
] as const;

const FREE_MOVEMENT = [
  '276',
  '250',
  '724',
  '380',
  '616',
  '233',
  '752',
  '528',
  '300',
  '642',
  '578',
  '756',
] as const;

const OTHERS = [
  ...[
    '050',
    '586',
    '356',
    '704',
    '156',
    '566',
    '288',
    '404',
    '364',
    '792',
    '643',
    '804',
    '524',
    '144',
    '608',
    '360',
  ],
  ...[
    '076',
    '484',
    '840',
    '124',
    '826',
    '392',
    '410',
    '818',
    '504',
    '231',
    '834',
    '710',
    '032',
    '170',
    '604',
    '398',
  ],
] as const;

/** Citizenships, and what follows from them. */
export interface Citizenships {
  readonly codes: readonly string[];
  /** Whether one of them makes a permit and a fee unnecessary. */
  readonly free: boolean;
}

/** Draws invented given names and an invented family name. */
export function drawName(random: Random): { readonly givenNames: string; readonly familyName: string } {
  const first = random.pick(GIVEN_STARTS) + random.pick(GIVEN_ENDS);
  const second = random.chance(0.3) ? ` ${random.pick(GIVEN_STARTS)}${random.pick(GIVEN_ENDS)}` : '';
  return { givenNames: first + second, familyName: random.pick(FAMILY_STARTS) + random.pick(FAMILY_ENDS) };
}

/** Draws citizenships: mostly one of a country outside the EU, sometimes two, seldom none recorded. */
export function drawCitizenships(random: Random): Citizenships {
  const kind = random.weighted([
    ['OTHER', 83],
    ['FREE', 12],
    ['FREE_AND_OTHER', 2],
    ['TWO_OTHERS', 1.5],
    ['FINNISH_AND_OTHER', 1],
    ['NONE', 0.5],
  ] as const);
  if (kind === 'NONE') return { codes: [], free: false };
  const other = random.pick(OTHERS);
  if (kind === 'OTHER') return { codes: [other], free: false };
  if (kind === 'FREE') return { codes: [random.pick(FREE_MOVEMENT)], free: true };
  if (kind === 'FREE_AND_OTHER') return { codes: [other, random.pick(FREE_MOVEMENT)], free: true };
  if (kind === 'FINNISH_AND_OTHER') return { codes: ['246', other], free: true };
  const second = random.pick(OTHERS);
  return { codes: second === other ? [other] : [other, second], free: false };
}
