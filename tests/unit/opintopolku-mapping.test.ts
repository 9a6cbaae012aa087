import { describe, expect, it } from 'vitest';
import { applicationsOf, readApplicants } from '../../subgraphs/opintopolku/applicants.ts';
import {
  acceptanceOf,
  feeObligationOf,
  firstRegistrationOf,
  seasonOf,
  selectionOf,
} from '../../subgraphs/opintopolku/codes.ts';
import {
  ALKAMISKAUDET,
  ILMOITTAUTUMINEN_TILAT,
  MAKSUVELVOLLISUUDET,
  type MigriHakemus,
  VALINTA_TILAT,
  VASTAANOTTO_TILAT,
} from '../../subgraphs/opintopolku/contract.ts';
import { admissionsFact } from '../../subgraphs/opintopolku/mapping.ts';
import { answered } from '../../subgraphs/registry/answer.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';

const now = '2026-06-01T09:00:00.000Z';
const application: MigriHakemus = {
  hakuOid: '29.1',
  hakuNimi: { fi: 'Haku' },
  hakemusOid: '11.1',
  organisaatioOid: '1.2.246.562.10.00000009901',
  organisaatioNimi: {},
  hakukohdeOid: '20.1',
  hakukohdeNimi: { en: '' },
  toteutusOid: '17.1',
  toteutusNimi: {},
  valintaTila: 'HYVAKSYTTY',
  vastaanottoTila: 'KESKEN',
  ilmoittautuminenTila: 'EI_TEHTY',
};

describe('codes', () => {
  it('that the register is known to send are all understood', () => {
    expect(VALINTA_TILAT.map(selectionOf)).toEqual(['ACCEPTED', 'ACCEPTED_FROM_WAITING_LIST']);
    expect(VASTAANOTTO_TILAT.map(acceptanceOf)).toEqual([
      'PENDING',
      'BINDING',
      'WAITING_FOR_HIGHER_PREFERENCE',
      'NOT_ACCEPTED_IN_TIME',
      'DECLINED',
      'CANCELLED',
      'TOOK_ANOTHER_PLACE',
    ]);
    expect(ILMOITTAUTUMINEN_TILAT.map(firstRegistrationOf)).toEqual([
      'NOT_DONE',
      'PRESENT_ACADEMIC_YEAR',
      'ABSENT_ACADEMIC_YEAR',
      'DID_NOT_REGISTER',
      'PRESENT_AUTUMN',
      'ABSENT_AUTUMN',
      'PRESENT',
      'ABSENT',
    ]);
    expect(MAKSUVELVOLLISUUDET.map(feeObligationOf)).toEqual(['REQUIRED', 'NOT_REQUIRED', 'NOT_CHECKED']);
    expect(ALKAMISKAUDET.map(seasonOf)).toEqual(['SPRING', 'AUTUMN']);
  });

  it.each(['UUSI_TILA', '', 'constructor', 'hyvaksytty'])('like "%s" are unknown, not guessed', (code) => {
    const mapped = [selectionOf, acceptanceOf, firstRegistrationOf, feeObligationOf].map((map) => map(code));
    expect(new Set(mapped)).toEqual(new Set(['UNKNOWN']));
    expect(seasonOf(code)).toBeNull();
  });

  it('that are left out are nothing, which is not the same as free', () => {
    expect(feeObligationOf(undefined)).toBeNull();
    expect(seasonOf(undefined)).toBeNull();
  });
});

describe('study places', () => {
  it('come earliest start first; what has no start comes last, and options decide a tie', () => {
    const starts: readonly (readonly [string, Partial<MigriHakemus>])[] = [
      ['20.9', {}],
      ['20.8', { koulutuksenAlkamisvuosi: 2027, koulutuksenAlkamiskausi: 'K' }],
      ['20.7', { koulutuksenAlkamisvuosi: 2026 }],
      ['20.6', { koulutuksenAlkamisvuosi: 2026, koulutuksenAlkamiskausi: 'S' }],
      ['20.5', { koulutuksenAlkamisvuosi: 2026, koulutuksenAlkamiskausi: 'K' }],
      ['20.4', { koulutuksenAlkamisvuosi: 2026, koulutuksenAlkamiskausi: 'S' }],
      ['20.3', {}],
    ];
    const applications = starts.map(([hakukohdeOid, start]) => ({ ...application, hakukohdeOid, ...start }));
    const expected = ['20.5', '20.4', '20.6', '20.7', '20.8', '20.3', '20.9'];
    expect(optionsOf(applications)).toEqual(expected);
    expect(optionsOf(applications.toReversed())).toEqual(expected);
  });

  it('have the institution list’s name when the register gives none, and no empty names', () => {
    const [item] = fact([application]).items ?? [];
    expect(item?.institution).toEqual({
      code: '09901',
      oid: '1.2.246.562.10.00000009901',
      name: { fi: 'Esimerkkiyliopisto A', sv: 'Exempeluniversitetet A', en: 'Example University A' },
    });
    expect(item?.applicationOption.name).toEqual({ fi: null, sv: null, en: null });
  });

  it('of an institution that the list does not know have no code', () => {
    const [item] = fact([{ ...application, organisaatioOid: '1.2.246.562.10.5' }]).items ?? [];
    expect(item?.institution).toMatchObject({ code: null, oid: '1.2.246.562.10.5' });
  });

  it.each([
    ['MAKSETTU', 'PAID'],
    ['VAPAUTETTU', 'EXEMPTED'],
    ['UUSI', 'UNKNOWN'],
    // Also what the register says when nothing is recorded.
    ['MAKSAMATTA', null],
    [undefined, null],
  ])('with the fee "%s" carry %s', (lukuvuosimaksu, feePayment) => {
    const fee = lukuvuosimaksu === undefined ? {} : { lukuvuosimaksu };
    expect(fact([{ ...application, ...fee }]).items).toMatchObject([{ feePayment }]);
  });

  it('with a season that is none are not whole, and name it', () => {
    expect(fact([{ ...application, koulutuksenAlkamiskausi: 'X' }])).toMatchObject({
      state: 'KNOWN',
      complete: false,
      reason: { code: 'RECORD_UNREADABLE', field: 'koulutuksenAlkamiskausi' },
      items: [{ startSeason: null }],
    });
  });

  it.each([
    { vastaanottoTila: 'PERUNUT' },
    { maksuvelvollisuus: 'REQUIRED' },
    { koulutuksenAlkamisvuosi: 2022 },
    { koulutuksenAlkamiskausi: 'K' },
    { organisaatioOid: '1.2.246.562.10.5' },
    { lukuvuosimaksu: 'MAKSETTU' },
  ])('given twice and not alike (%j) are a conflict, both shown, in either order', (difference) => {
    const given = [application, { ...application, ...difference }, application];
    const found = fact(given);
    expect(found).toMatchObject({
      state: 'CONFLICT',
      complete: true,
      reason: { code: 'RECORDS_CONTRADICT' },
    });
    expect(found.items?.map(({ id }) => id)).toEqual(['11.1/20.1', '11.1/20.1']);
    expect(fact(given.toReversed())).toEqual(found);
    expect(fact([application, application])).toMatchObject({ state: 'KNOWN', items: [{}] });
  });

  it('given twice with other names are one, always by the same name', () => {
    const renamed = { ...application, hakuNimi: { fi: 'Toinen haku' } };
    const found = fact([application, renamed]);
    expect(found).toMatchObject({ state: 'KNOWN', items: [{}] });
    expect(fact([renamed, application])).toEqual(found);
  });
});

describe('an answer', () => {
  it('keeps no name and no identity code', () => {
    const hakija = {
      henkiloOid: 'a',
      henkilotunnus: '010190-999X',
      sukunimi: 'Testinen',
      hakemukset: [application],
    };
    const applicants = readApplicants([hakija], new Set(['a']));
    expect(JSON.stringify([...applicants.byOid])).not.toMatch(/Testinen|010190/);
  });

  it('under two linked OIDs is one application, in whatever order it comes', () => {
    const other = { ...application, hakemusOid: '11.2' };
    const hakijat = [
      { henkiloOid: 'slave', hakemukset: [other, application] },
      { henkiloOid: 'master', hakemukset: [application] },
    ];
    for (const values of [hakijat, hakijat.toReversed()]) {
      const applicants = readApplicants(values, new Set(['master', 'slave']));
      const { applications, complete } = applicationsOf(['master', 'slave'], applicants);
      expect(applications.map(({ hakemusOid }) => hakemusOid)).toEqual(['11.1', '11.2']);
      expect(complete).toBe(true);
    }
  });

  it('with a record that names nobody may miss something of those who were not answered under every OID', () => {
    const applicants = readApplicants(
      [{ henkiloOid: 'a', hakemukset: [application] }, 7],
      new Set(['a', 'b']),
    );
    expect(applicationsOf(['a'], applicants).complete).toBe(true);
    expect(applicationsOf(['a', 'b'], applicants).complete).toBe(false);
    expect(applicationsOf(['b'], applicants)).toEqual({ applications: [], complete: false, field: null });
  });
});

function fact(applications: readonly MigriHakemus[]) {
  const lookup = { personOids: ['1'], resolution: 'RESOLVED', nonDisclosure: false } as const;
  const applicants = readApplicants([{ henkiloOid: '1', hakemukset: applications }], new Set(['1']));
  const answer = answered(applicationsOf(['1'], applicants), now);
  const institutions = loadInstitutions('mocks/institutions.json');
  return admissionsFact(lookup, answer, { institutions, levels: new Map() });
}

function optionsOf(applications: readonly MigriHakemus[]): readonly (string | undefined)[] | undefined {
  return fact(applications).items?.map(({ applicationOption }) => applicationOption.oid);
}
