import { describe, expect, it } from 'vitest';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import type { Opiskeluoikeus } from '../../subgraphs/virta/contract-right.ts';
import { readEach } from '../../subgraphs/virta/facts/list-fact.ts';
import { studyRightOf } from '../../subgraphs/virta/facts/study-rights.ts';
import { jakso, right, tila } from '../virta-records.ts';

const institutions = loadInstitutions(null);
const reading = (record: Opiskeluoikeus, today = '2026-06-01') =>
  readEach([record], (each, unread) => studyRightOf(each, { institutions, today, unread }));
const read = (record: Opiskeluoikeus, today?: string) => reading(record, today).items[0];

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
      luokittelut: ['9', '5', '5'],
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
  ['single institution', { myontaja: '01901 | 10076' }, 'Myontaja'],
  ['type', { tyyppi: null }, 'Tyyppi'],
  ['readable last day', { loppuPvm: '2026-02-30' }, 'LoppuPvm'],
  ['code of a state', { tilat: [tila(null, '2024-08-01')] }, 'Tila'],
  ['first day of a state', { tilat: [tila('1', null)] }, 'Tila'],
])('a right without a %s cannot be used, and the field is named', (_part, more, field) => {
  expect(reading(right(more))).toEqual({ items: [], unreadable: 1, field, unread: null });
});

it('a right without a first day is given without it', () => {
  expect(read(right({ alkuPvm: null }))?.startsOn).toBeNull();
});

describe('a text of a right that is not understood costs itself alone, and its field is named', () => {
  it.each<readonly [string, Partial<Opiskeluoikeus>, string, object]>([
    ['type', { tyyppi: '21' }, 'Tyyppi', { type: 'UNKNOWN', typeCode: '21' }],
    ['state', { tilat: [tila('8', '2024-08-01')] }, 'Koodi', { currentState: 'UNKNOWN' }],
    ['extent', { opintopiste: '3,5' }, 'Opintopiste', { extentCredits: null }],
    ['negative extent', { opintopiste: '-5' }, 'Opintopiste', { extentCredits: null }],
    [
      'extent in weeks',
      { opintoviikko: '1.0E1' },
      'Opintoviikko',
      { extentStudyWeeks: null, extentCredits: 120 },
    ],
    [
      'language',
      { jaksot: [jakso('2024-08-01', { koulutuskieli: 'xx' })] },
      'Koulutuskieli',
      { languages: [] },
    ],
    [
      'degree code',
      { jaksot: [jakso('2024-08-01', { koulutuskoodi: '75110' })] },
      'Koulutuskoodi',
      { degreeCode: null },
    ],
    [
      'funding',
      { jaksot: [jakso('2024-08-01', { rahoituslahde: '10' })] },
      'Rahoituslahde',
      { tuitionFeeFunded: null },
    ],
    [
      'classification',
      { jaksot: [jakso('2024-08-01', { luokittelut: ['8', '5'] })] },
      'Luokittelu',
      { classifications: ['MASTERS_PROGRAMME', 'UNKNOWN'] },
    ],
    [
      'phase',
      { jaksot: [jakso('2024-08-01', { koulutuskieli: 'fi' }), jakso('soon', { koulutuskieli: 'en' })] },
      'Jakso',
      { phases: [], languages: [], currentState: 'ACTIVE' },
    ],
    [
      'role',
      { organisaatiot: [{ rooli: '6', koodi: '10076' }] },
      'Rooli',
      { institutionRoles: [{ role: 'UNKNOWN', roleCode: '6' }] },
    ],
    [
      'role’s institution',
      { organisaatiot: [{ rooli: '5', koodi: null }] },
      'Organisaatio',
      { institutionRoles: [] },
    ],
    [
      'primary period',
      { ensisijaisuudet: [{ alkuPvm: null, loppuPvm: '2025-01-01' }] },
      'Ensisijaisuus',
      { primaryPeriods: [] },
    ],
  ])('%s', (_what, more, ...[unread, left]) => {
    const found = reading(right(more));
    expect(found).toMatchObject({ unreadable: 0, field: null, unread });
    expect(found.items).toMatchObject([left]);
  });

  it.each(['FI', 'Fi', 'fi', '20', '98', '99'])('but %s is a language of VIRTA’s', (koulutuskieli) => {
    const found = reading(right({ jaksot: [jakso('2024-08-01', { koulutuskieli })] }));
    expect([found.items[0]?.languages, found.unread]).toEqual([[koulutuskieli.toLowerCase()], null]);
  });

  it.each(['EN', '20', 'xx', null])('and a name is not lost for its language, %j', (kieli) => {
    const found = reading(
      right({ jaksot: [jakso('2024-08-01', { nimet: [{ kieli, teksti: 'Ohjelma' }] })] }),
    );
    expect(Object.values(found.items[0]?.programmeName ?? {})).toContain('Ohjelma');
    expect(found.unread).toBeNull();
  });
});

describe('what a right says of institutions and other rights', () => {
  it('is the parts of institutions, the rights beside it, when it is the primary one, and the transfer', () => {
    const found = reading(
      right({
        organisaatiot: [
          { rooli: '9', koodi: '10088' },
          { rooli: '5', koodi: '10076' },
          { rooli: '3', koodi: '02504' },
          { rooli: '5', koodi: '10076' },
        ],
        liittyvat: ['Z', 'B', 'Z'],
        ensisijaisuudet: [
          { alkuPvm: '2025-08-01', loppuPvm: null },
          { alkuPvm: '2024-08-01', loppuPvm: null },
        ],
        siirrot: [
          {
            lahdeOpiskeluoikeusAvain: 'S',
            siirtoPvm: '2024-08-01',
            lukukausikertymat: [
              { ilmoittautuminenTila: '2', maara: '1' },
              { ilmoittautuminenTila: '1', maara: '4' },
            ],
          },
        ],
      }),
    );
    expect(found).toMatchObject({ unreadable: 0, unread: null });
    expect(found.items).toMatchObject([
      {
        institutionRoles: [
          { role: 'SOURCE', roleCode: '3', institution: { code: '02504' } },
          { role: 'MERGED_GRANTOR', roleCode: '5', institution: { code: '10076' } },
          { role: 'UNKNOWN', roleCode: '9', institution: { code: '10088' } },
        ],
        relatedRightIds: ['01901:B', '01901:Z'],
        primaryPeriods: [
          { startsOn: '2024-08-01', endsOn: '2025-07-31' },
          { startsOn: '2025-08-01', endsOn: null },
        ],
        transfer: {
          transferredOn: '2024-08-01',
          sourceStudyRightId: '02504:S',
          termsUsed: [
            { state: 'ABSENT', terms: 1 },
            { state: 'PRESENT', terms: 4 },
          ],
        },
      },
    ]);
  });

  it.each([
    ['the institution that sends the student is the source itself', [['4', '10076']], '01901:S', null],
    [
      'two sources are none',
      [
        ['3', '10076'],
        ['3', '10088'],
      ],
      null,
      'lahdeOpiskeluoikeusAvain',
    ],
    ['no institution named is none', [], null, 'lahdeOpiskeluoikeusAvain'],
  ] as const)('of a transfer, %s', (_what, roles, ...[sourceStudyRightId, unread]) => {
    const organisaatiot = roles.map(([rooli, koodi]) => ({ rooli, koodi }));
    const transfer = { lahdeOpiskeluoikeusAvain: 'S', siirtoPvm: '2024-08-01', lukukausikertymat: [] };
    const found = reading(right({ organisaatiot, siirrot: [transfer] }));
    expect(found.items[0]?.transfer).toMatchObject({ transferredOn: '2024-08-01', sourceStudyRightId });
    expect(found.unread).toBe(unread);
  });

  it('of transfers that differ is none, and is no complete answer', () => {
    const transferOn = (siirtoPvm: string) => ({
      lahdeOpiskeluoikeusAvain: null,
      siirtoPvm,
      lukukausikertymat: [],
    });
    const found = reading(right({ siirrot: [transferOn('2024-08-01'), transferOn('2025-08-01')] }));
    expect([found.items[0]?.transfer, found.unread]).toEqual([null, 'SiirtoOpiskelija']);
    const repeated = reading(right({ siirrot: [transferOn('2024-08-01'), transferOn('2024-08-01')] }));
    expect([repeated.items[0]?.transfer?.transferredOn, repeated.unread]).toEqual(['2024-08-01', null]);
  });
});
