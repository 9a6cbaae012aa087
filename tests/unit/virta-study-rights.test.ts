import { describe, expect, it } from 'vitest';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import type { Jakso, Opiskeluoikeus } from '../../subgraphs/virta/contract.ts';
import { readEach } from '../../subgraphs/virta/facts/list-fact.ts';
import { studyRightOf } from '../../subgraphs/virta/facts/study-rights.ts';

const institutions = loadInstitutions(null);
const reading = (record: Opiskeluoikeus, today = '2026-06-01') =>
  readEach([record], (each) => studyRightOf(each, { institutions, today }));
const read = (record: Opiskeluoikeus, today?: string) => reading(record, today).items[0];
const tila = (koodi: string | null, alkuPvm: string | null, loppuPvm: string | null = null) => ({
  koodi,
  alkuPvm,
  loppuPvm,
});

function right(more: Partial<Opiskeluoikeus> = {}): Opiskeluoikeus {
  return {
    avain: 'A',
    alkuPvm: '2024-08-01',
    loppuPvm: '2112-12-21',
    tyyppi: '4',
    myontaja: '01901',
    tilat: [tila('1', '2024-08-01')],
    jaksot: [],
    opintopiste: '120.000000',
    lukuvuosimaksut: [],
    ...more,
  };
}

function jakso(alkuPvm: string, more: Partial<Jakso> = {}): Jakso {
  return {
    alkuPvm,
    loppuPvm: null,
    koulutuskoodi: null,
    koulutuskunta: '091',
    koulutuskieli: null,
    rahoituslahde: null,
    luokittelut: [],
    nimet: [],
    ...more,
  };
}

describe('states of a right', () => {
  it('come in order of time and end where the next begins, or where reported', () => {
    const tilat = [tila('5', '2026-01-15'), tila('4', '2025-08-01'), tila('1', '2024-08-01', '2025-05-31')];
    expect(read(right({ tilat }))?.states).toEqual([
      { state: 'ACTIVE', stateCode: '1', startsOn: '2024-08-01', endsOn: '2025-05-31' },
      { state: 'PASSIVATED', stateCode: '4', startsOn: '2025-08-01', endsOn: '2026-01-14' },
      { state: 'DISCONTINUED', stateCode: '5', startsOn: '2026-01-15', endsOn: null },
    ]);
  });

  it.each([
    ['2024-07-31', null],
    ['2024-08-01', 'ACTIVE'],
    ['2027-07-31', 'ACTIVE'],
    ['2027-08-01', 'ENDED_ONE_RIGHT_RULE'],
  ])('on %s the state in force is %s', (today, state) => {
    const tilat = [tila('7', '2027-08-01'), tila('1', '2024-08-01')];
    expect(read(right({ tilat }), today)?.currentState).toBe(state);
  });

  it('may be missing: then there is no state in force', () => {
    expect(read(right({ tilat: [] }))).toMatchObject({ states: [], currentState: null });
  });
});

it('a right describes itself by the phase in force', () => {
  const jaksot = [
    jakso('2025-08-01', {
      koulutuskoodi: '742301',
      koulutuskieli: 'en',
      nimet: [{ kieli: 'en', teksti: 'New' }],
    }),
    jakso('2024-08-01', {
      koulutuskoodi: '612101',
      koulutuskieli: 'fi',
      rahoituslahde: '5',
      luokittelut: ['5', '5', '9'],
      nimet: [{ kieli: 'fi', teksti: 'Vanha' }],
    }),
    jakso('2024-01-01', { koulutuskieli: 'en', rahoituslahde: '1' }),
  ];
  expect(read(right({ jaksot }))).toMatchObject({
    id: '01901:A',
    startsOn: '2024-08-01',
    endsOn: null,
    degreeCode: '742301',
    programmeName: { fi: null, sv: null, en: 'New' },
    languages: ['en'],
    classifications: [],
    tuitionFeeFunded: null,
    extentCredits: 120,
    phases: [
      { startsOn: '2024-01-01', endsOn: '2024-07-31', language: 'en', tuitionFeeFunded: false },
      {
        startsOn: '2024-08-01',
        endsOn: '2025-07-31',
        degreeCode: '612101',
        programmeName: { fi: 'Vanha', sv: null, en: null },
        language: 'fi',
        classifications: ['MASTERS_PROGRAMME', 'UNKNOWN'],
        tuitionFeeFunded: true,
      },
      { startsOn: '2025-08-01', endsOn: null, degreeCode: '742301', language: 'en', tuitionFeeFunded: null },
    ],
  });
});

it('no funding source reported is not "not funded by fees"', () => {
  const funded = (rahoituslahde: string | null) =>
    read(right({ jaksot: [jakso('2024-08-01', { rahoituslahde })] }))?.tuitionFeeFunded;
  expect([funded(null), funded('1'), funded('5')]).toEqual([null, false, true]);
});

it.each<readonly [string, Partial<Opiskeluoikeus>, string]>([
  ['key', { avain: null }, 'avain'],
  ['institution', { myontaja: null }, 'Myontaja'],
  ['type', { tyyppi: null }, 'Tyyppi'],
  ['readable last day', { loppuPvm: '2026-02-30' }, 'LoppuPvm'],
  ['code of a state', { tilat: [tila(null, '2024-08-01')] }, 'Tila'],
  ['first day of a state', { tilat: [tila('1', null)] }, 'Tila'],
  ['readable period', { jaksot: [jakso('soon')] }, 'Jakso'],
])('a right without a %s cannot be used, and the field is named', (_part, more, field) => {
  expect(reading(right(more))).toEqual({ items: [], unreadable: 1, field });
});

it('a right without a first day is given without it', () => {
  expect(read(right({ alkuPvm: null }))?.startsOn).toBeNull();
});
