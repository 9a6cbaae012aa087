import { describe, expect, it } from 'vitest';
import { readIdentityRecord } from '../../subgraphs/oppijanumero/identity-record.ts';
import { identityFactOf } from '../../subgraphs/oppijanumero/mapping.ts';
import { readMasters } from '../../subgraphs/oppijanumero/master-records.ts';

const number = '1.2.246.562.24.00000000001';
const other = '1.2.246.562.24.00000000002';
const wire = {
  oidHenkilo: number,
  hetu: '150398-905K',
  passivoitu: false,
  etunimet: 'Asha Mock',
  sukunimi: 'Testinen',
  kansalaisuus: [{ kansalaisuusKoodi: '356' }, { kansalaisuusKoodi: '704' }],
  syntymaaika: '1998-03-15',
  kuolinpaiva: null,
  kotikunta: '091',
  oppijanumero: number,
  turvakielto: false,
  yksiloity: true,
  yksiloityVTJ: false,
  yksiloityEidas: false,
  duplicate: false,
  modifiedAt: '2026-03-10T15:35:20.283+02:00',
};

/** What the graph shows of a record, but for its envelope. */
function shown(fields: Readonly<Record<string, unknown>>) {
  const record = readIdentityRecord({ ...wire, ...fields });
  if ('unusable' in record) return { unusable: record.unusable };
  const observedAt = '2026-08-01T09:00:00.000Z';
  const person = { found: 'RECORD', record, linkedOids: [number], observedAt } as const;
  const fact = identityFactOf({ asked: number, person }, '2026-08-01');
  const { reason, source: _source, ...values } = fact;
  return { ...values, why: reason === null ? null : `${reason.code} ${reason.field}` };
}

const whole = shown({});

describe('a field that cannot be read', () => {
  it.each([
    [
      'syntymaaika',
      ['1990-00-00', '1990', '1998-02-30', '15.3.1998', 0, {}],
      { birthDate: null, minor: null },
    ],
    [
      'kansalaisuus',
      [
        [{ kansalaisuusKoodi: '356' }, null],
        [{ kansalaisuusKoodi: 356 }],
        [{ kansalaisuusKoodi: 'IN' }, { kansalaisuusKoodi: '704' }],
        [{ kansalaisuusKoodi: '' }],
        '356',
      ],
      { citizenships: null },
    ],
    ['etunimet', [{ fi: 'Asha' }, 7, ['Asha']], { givenNames: null }],
    ['sukunimi', [{}, true], { familyName: null }],
    ['hetu', [150398, {}], { hasPersonalIdentityCode: null }],
    ['yksiloityVTJ', ['true', 1], { identificationMethod: null }],
    ['turvakielto', [null, 'false', 0, undefined], { nonDisclosure: null, treatedAsProtected: true }],
    ['passivoitu', [null, 'ei', undefined], {}],
    ['kuolinpaiva', [20251102, 'x', {}], {}],
    ['duplicate', [null, 'no', undefined], {}],
  ])('costs itself alone, and is named: %s', (field, values, lost) => {
    for (const value of values) {
      expect([value, shown({ [field]: value })]).toEqual([
        value,
        { ...whole, ...lost, complete: false, why: `RECORD_UNREADABLE ${field}` },
      ]);
    }
  });

  it('makes no unread field of one in which nothing is recorded', () => {
    const none = { hetu: null, kansalaisuus: null, kuolinpaiva: null, yksiloityEidas: null };
    expect(shown({ ...none, syntymaaika: '1990' })).toEqual({
      ...shown(none),
      ...{ birthDate: null, minor: null },
      complete: false,
      why: 'RECORD_UNREADABLE syntymaaika',
    });
    expect(shown(none)).toMatchObject({ hasPersonalIdentityCode: false, citizenships: [], why: null });
  });

  it('does not hide another one', () => {
    expect(shown({ syntymaaika: '1990', etunimet: {}, kansalaisuus: [7] })).toEqual({
      ...whole,
      ...{ birthDate: null, minor: null, givenNames: null, citizenships: null },
      complete: false,
      why: 'RECORD_UNREADABLE etunimet',
    });
  });

  it.each([
    ['oidHenkilo', [7, null, undefined, '12', other]],
    ['oppijanumero', [7, undefined, '', ' ', '12', other]],
  ])('costs the record when it tells whose that is: %s', (field, values) => {
    for (const value of values) {
      const named = value === other ? 'oppijanumero' : field;
      expect([value, shown({ [field]: value })]).toEqual([value, { unusable: named }]);
    }
    const masters = readMasters([{ [other]: { ...wire, [field]: 7 }, [number]: wire }], [other, number]);
    expect(masters.get(other)).toEqual({ unusable: field });
    expect(masters.get(number)).toMatchObject({ oidHenkilo: number });
  });
});

describe('a text', () => {
  it.each(['', ' ', '\t\n', '\u00a0', '\u200b'])('in which nothing is written is none: %j', (text) => {
    expect(
      shown({ etunimet: text, sukunimi: text, syntymaaika: text, hetu: text, kuolinpaiva: text }),
    ).toEqual({
      ...whole,
      ...{ givenNames: null, familyName: null, birthDate: null, minor: null, hasPersonalIdentityCode: false },
    });
  });

  it.each([
    ['Matti ', 'Matti'],
    ['  O’Neál-Nguyễn Аслан 王\u00a0', 'O’Neál-Nguyễn Аслан 王'],
    ['Nguye\u0302\u0303n', 'Nguye\u0302\u0303n'],
    ['Anna  Maria', 'Anna  Maria'],
    ['-', '-'],
    ['.', '.'],
    ['x'.repeat(3000), 'x'.repeat(3000)],
  ])('loses nothing but the spaces around it: %j', (text, name) => {
    expect(shown({ etunimet: text, sukunimi: text })).toEqual({
      ...whole,
      givenNames: name,
      familyName: name,
    });
  });
});
