import { describe, expect, it } from 'vitest';
import { countsOf, numbers, oid, start } from './oppijanumero-running.ts';

const { master, slave, otherSlave, manual } = numbers;
const stranger = oid(77);
const query = `query ($asked: [ID!]!) { students(oppijanumerot: $asked) { code reason { code }
  student { oppijanumero lookup { personOids resolution nonDisclosure }
    identity { state reason { code field } familyName mergedRecords treatedAsProtected } } } }`;

type Spoil = (call: 'masters' | 'links', body: unknown, nth: number) => unknown;

/** What is said of the persons asked when ONR's answers are changed; `nth` counts the calls of each kind. */
async function askWhen(spoil: Spoil, asked: readonly string[]) {
  const nth = { masters: 0, links: 0 };
  const { mock, run } = await start({
    spoil: (url, body) => {
      const call = url.endsWith('masterHenkilosByOidList')
        ? 'masters'
        : url.endsWith('duplicateHenkilos')
          ? 'links'
          : null;
      if (call === null) return body;
      nth[call] += 1;
      return spoil(call, body, nth[call]);
    },
  });
  const { data } = await run(query, { asked });
  return { students: Object(data).students, calls: countsOf(mock), text: JSON.stringify(data) };
}

/** Changes the records of an answer about masters. */
function withRecord(body: unknown, asked: string, changes: object): unknown {
  const records = Object(body);
  return { ...records, [asked]: { ...records[asked], ...changes } };
}

const once = { token: 1, masterHenkilosByOidList: 1, duplicateHenkilos: 1 };
const twice = { token: 1, masterHenkilosByOidList: 2, duplicateHenkilos: 2 };
const joined = {
  code: 'FOUND',
  student: {
    oppijanumero: master,
    lookup: { personOids: [master, slave, otherSlave], resolution: 'RESOLVED', nonDisclosure: false },
    identity: { state: 'KNOWN', reason: null, mergedRecords: 2 },
  },
};
const alone = { code: 'FOUND', student: { oppijanumero: manual, lookup: { resolution: 'RESOLVED' } } };

/** Nothing is known but the number asked. */
function unknownBut(number: string, code: string, field: string | null = null) {
  return {
    code: 'IDENTITY_UNRESOLVED',
    reason: { code },
    student: {
      oppijanumero: number,
      lookup: { personOids: [number], resolution: 'UNRESOLVED', nonDisclosure: true },
      identity: {
        state: 'SOURCE_UNAVAILABLE',
        reason: { code, field },
        familyName: null,
        mergedRecords: null,
        treatedAsProtected: true,
      },
    },
  };
}

describe('ONR’s two answers about a person', () => {
  it('agree in whatever order they come, and are asked for once', async () => {
    for (const asked of [
      [master, slave, otherSlave, manual],
      [manual, otherSlave, slave, master],
    ]) {
      const turned: Spoil = (call, body) =>
        call === 'links'
          ? Object(body).toReversed()
          : Object.fromEntries(Object.entries(Object(body)).toReversed());
      for (const spoil of [turned, (_: unknown, body: unknown) => body]) {
        const { students, calls } = await askWhen(spoil, asked);
        const expected = asked.map((number) => (number === manual ? alone : joined));
        expect(students).toMatchObject(expected);
        expect(calls).toEqual(once);
      }
    }
  });

  it('that a link made between them parts are asked for once more, about that person alone', async () => {
    const late: Spoil = (call, body, nth) => (call === 'links' && nth === 1 ? [] : body);
    const { students, calls } = await askWhen(late, [slave, manual]);
    expect(students).toMatchObject([joined, alone]);
    expect(calls).toEqual(twice);
  });

  it.each<[string, unknown]>([
    ['another master of the number', [{ henkiloOid: slave, masterOid: stranger }]],
    [
      'two masters of the number',
      [
        { henkiloOid: slave, masterOid: master },
        { henkiloOid: slave, masterOid: stranger },
      ],
    ],
    [
      'a master of the master',
      [
        { henkiloOid: slave, masterOid: master },
        { henkiloOid: master, masterOid: slave },
      ],
    ],
  ])('that contradict each other twice decide nothing: %s', async (_what, links) => {
    for (const order of [links, Object(links).toReversed()]) {
      const { students, calls } = await askWhen((call, body) => (call === 'links' ? order : body), [slave]);
      expect(students).toMatchObject([unknownBut(slave, 'IDENTITY_UNRESOLVED')]);
      expect(calls).toEqual(twice);
    }
  });

  it('contradict each other when the master is said to be a duplicate, or is missing with links there', async () => {
    const duplicate: Spoil = (call, body) =>
      call === 'masters' ? withRecord(body, manual, { duplicate: true, passivoitu: true }) : body;
    expect((await askWhen(duplicate, [manual, slave])).students).toMatchObject([
      unknownBut(manual, 'IDENTITY_UNRESOLVED'),
      joined,
    ]);
    const missing: Spoil = (call, body) => (call === 'masters' ? {} : body);
    const { students } = await askWhen(missing, [slave, manual]);
    expect(students).toMatchObject([unknownBut(slave, 'IDENTITY_UNRESOLVED'), { code: 'NOT_LINKED' }]);
  });

  it('give nothing of a stranger whose record stands under the number, and cost nobody else', async () => {
    const changes = { oidHenkilo: stranger, oppijanumero: stranger, sukunimi: 'Vieras' };
    const displaced: Spoil = (call, body) => (call === 'masters' ? withRecord(body, manual, changes) : body);
    const { students, calls, text } = await askWhen(displaced, [slave, manual]);
    expect(students).toMatchObject([joined, unknownBut(manual, 'INVALID_ANSWER', 'oidHenkilo')]);
    expect(text).not.toMatch(new RegExp(`Vieras|${stranger}`));
    expect(calls).toEqual(twice);
  });

  it('decide nothing about a person with a link that cannot be read, and cost nobody else', async () => {
    const torn: Spoil = (call, body) =>
      call === 'links' ? [...Object(body), { henkiloOid: null, masterOid: master }] : body;
    const { students } = await askWhen(torn, [slave, manual]);
    expect(students).toMatchObject([unknownBut(slave, 'INVALID_ANSWER'), alone]);
  });
});
