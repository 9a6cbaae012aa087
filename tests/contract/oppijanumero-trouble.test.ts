import { describe, expect, it } from 'vitest';
import { casOf, countsOf, numbers, oauthOf, start } from './oppijanumero-running.ts';

const { master, slave, manual } = numbers;

describe('the session', () => {
  const query = `{ student(oppijanumero: "${manual}") { identity { state reason { code } } } }`;

  it('is renewed once when the registry no longer accepts it', async () => {
    for (const settings of [oauthOf, casOf]) {
      const { mock, run, advance } = await start({ settings });
      await run(query);
      mock.clearCalls();
      advance(31 * 60 * 1000);
      const { data } = await run(query);
      expect(data?.student).toEqual({ identity: { state: 'KNOWN', reason: null } });
      const logIns = mock.calls().filter(({ path }) => /token$|security_check$/.test(path));
      expect(logIns).toHaveLength(1);
    }
  });

  it('fails without asking about anybody when the credentials are wrong', async () => {
    for (const settings of [oauthOf, casOf]) {
      const wrong = { OPPIJANUMERO_CLIENT_SECRET: 'wrong', OPPIJANUMERO_PASSWORD: 'wrong' };
      const { mock, run } = await start({ settings: (url) => ({ ...settings(url), ...wrong }) });
      const { data } = await run(query);
      expect(data?.student).toEqual(unavailable('AUTHENTICATION_FAILED'));
      expect(mock.calls()).toHaveLength(1);
    }
  });

  it('is not renewed again and again when rights are missing', async () => {
    const norights = { OPPIJANUMERO_CLIENT_ID: 'norights', OPPIJANUMERO_CLIENT_SECRET: 'norights' };
    const { mock, run } = await start({ settings: (url) => ({ ...oauthOf(url), ...norights }) });
    const { data } = await run(query);
    expect(data?.student).toEqual(unavailable('AUTHENTICATION_FAILED'));
    expect(countsOf(mock)).toEqual({ token: 2, masterHenkilosByOidList: 2, duplicateHenkilos: 2 });
  });
});

describe('a registry in trouble', () => {
  const identifiers = (of: string) => `{ student(oppijanumero: "${of}") {
    oppijanumero lookup { personOids resolution nonDisclosure } identity { state reason { code } mergedRecords } } }`;
  // Whose own record stands under the number is known; that a master's belongs to a number is not, without its link.
  const withoutLinks = [
    [
      master,
      {
        oppijanumero: master,
        lookup: { personOids: [master], resolution: 'UNRESOLVED', nonDisclosure: false },
        identity: { state: 'KNOWN', reason: { code: 'IDENTITY_UNRESOLVED' }, mergedRecords: null },
      },
    ],
    [
      slave,
      {
        oppijanumero: slave,
        lookup: { personOids: [slave], resolution: 'UNRESOLVED', nonDisclosure: true },
        identity: {
          state: 'SOURCE_UNAVAILABLE',
          reason: { code: 'IDENTITY_UNRESOLVED' },
          mergedRecords: null,
        },
      },
    ],
  ] as const;

  it('leaves the student under the number asked, unresolved and protected', async () => {
    const { mock, run } = await start();
    await mock.close();
    const { data, errors } =
      await run(`{ students(oppijanumerot: ["${slave}"]) { code reason { code } student {
      oppijanumero lookup { personOids resolution nonDisclosure }
      identity { state nonDisclosure treatedAsProtected } homeMunicipality { state } } } }`);
    expect(errors).toBeUndefined();
    expect(data?.students).toEqual([
      {
        code: 'IDENTITY_UNRESOLVED',
        reason: { code: 'UNREACHABLE' },
        student: {
          oppijanumero: slave,
          lookup: { personOids: [slave], resolution: 'UNRESOLVED', nonDisclosure: true },
          identity: { state: 'SOURCE_UNAVAILABLE', nonDisclosure: null, treatedAsProtected: true },
          homeMunicipality: { state: 'WITHHELD' },
        },
      },
    ]);
  });

  it('costs a person whose record tells nobody’s number, and nobody else', async () => {
    const spoil = (url: string, body: unknown) =>
      url.endsWith('masterHenkilosByOidList') ? { ...Object(body), [manual]: { oidHenkilo: 7 } } : body;
    const { run } = await start({ spoil });
    const { data } = await run(
      `{ students(oppijanumerot: ["${manual}", "${slave}"]) { code reason { code field } } }`,
    );
    expect(data?.students).toEqual([
      { code: 'IDENTITY_UNRESOLVED', reason: { code: 'INVALID_ANSWER', field: 'oidHenkilo' } },
      { code: 'FOUND', reason: null },
    ]);
  });

  it.each(withoutLinks)(
    'knows whose own record it is, and no more, when the links cannot be read: %s',
    async (of, known) => {
      const spoil = (url: string, body: unknown) =>
        url.endsWith('duplicateHenkilos') ? { error: '' } : body;
      const { run } = await start({ spoil });
      const { data } = await run(identifiers(of));
      expect(data?.student).toEqual(known);
    },
  );

  it.each(withoutLinks)(
    'does not take links of strangers for the absence of links: %s',
    async (of, known) => {
      const others = [{ henkiloOid: '1.2.246.562.24.99999999990', masterOid: '1.2.246.562.24.99999999993' }];
      const spoil = (url: string, body: unknown) => (url.endsWith('duplicateHenkilos') ? others : body);
      const { run } = await start({ spoil });
      const { data } = await run(identifiers(of));
      expect(data?.student).toEqual(known);
    },
  );
});

function unavailable(code: string) {
  return { identity: { state: 'SOURCE_UNAVAILABLE', reason: { code } } };
}
