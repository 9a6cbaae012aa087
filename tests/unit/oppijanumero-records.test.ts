import { describe, expect, it } from 'vitest';
import { countryNameOf, isFinnishCitizen } from '../../subgraphs/oppijanumero/citizenships.ts';
import { codeLookedUp, readCodeHolders } from '../../subgraphs/oppijanumero/code-holders.ts';
import { oppijanumero } from '../../subgraphs/oppijanumero/index.ts';
import { personOidsOf, readLinks } from '../../subgraphs/oppijanumero/linked-records.ts';
import { answered, failed } from '../../subgraphs/registry/answer.ts';

const [master = '', slave = '', third = ''] = [1, 2, 3].map((last) => `1.2.246.562.24.0000000000${last}`);
const readAt = '2026-08-01T09:00:00.000Z';

describe('linked records', () => {
  it('give the master first and the others in order', () => {
    const links = readLinks([
      { henkiloOid: third, masterOid: master },
      { henkiloOid: slave, masterOid: master },
    ]);
    expect(personOidsOf(slave, master, links)).toEqual({ oids: [master, slave, third], complete: true });
    expect(personOidsOf(third, third, links)).toEqual({ oids: [third], complete: true });
  });

  it('keep the asked number in, whatever the links say, and are incomplete without links', () => {
    expect(personOidsOf(slave, master, readLinks([]))).toEqual({ oids: [master, slave], complete: true });
    expect(personOidsOf(slave, master, null)).toEqual({ oids: [master, slave], complete: false });
  });

  it('are incomplete for the group that a half-readable link names, and for no other', () => {
    const links = readLinks([{ henkiloOid: 'x', masterOid: master }]);
    expect(personOidsOf(master, master, links).complete).toBe(false);
    expect(personOidsOf(third, third, links).complete).toBe(true);
  });

  it('are no answer when a link names nobody', () => {
    expect(readLinks([{ henkiloOid: slave, masterOid: master }, null])).toBeNull();
  });
});

describe('carriers of an identity code', () => {
  const code = '150398-905K';

  it('are found by the code on the record, each once', () => {
    const answer = answered(
      readCodeHolders([holder(code, master), holder(code, master), holder(null, slave)]),
      readAt,
    );
    expect(codeLookedUp(code, answer)).toEqual({ answered: true, personOids: [master] });
    expect(codeLookedUp('241295-958K', answer)).toEqual({ answered: true, personOids: [] });
  });

  it('are not known to be nobody when a record could not be read', () => {
    const answer = answered(readCodeHolders([holder(code, 'not an OID')]), readAt);
    expect(codeLookedUp(code, answer)).toMatchObject({
      answered: false,
      reason: { code: 'RECORD_UNREADABLE' },
    });
  });

  it('are unresolved when the registry failed, with the time to ask again', () => {
    const answer = failed('RATE_LIMITED', '2026-08-01T10:00:00.000Z');
    expect(codeLookedUp(code, answer)).toMatchObject({
      reason: { code: 'RATE_LIMITED', retryAt: '2026-08-01T10:00:00.000Z' },
    });
  });
});

describe('citizenships', () => {
  it.each([
    ['246', { fi: 'Suomi', sv: 'Finland', en: 'Finland' }],
    ['004', { fi: 'Afganistan', sv: 'Afghanistan', en: 'Afghanistan' }],
    ['907', { fi: 'Kosovo', sv: 'Kosovo', en: 'Kosovo' }],
    ['997', { fi: 'Kosovo', sv: 'Kosovo', en: 'Kosovo' }],
    ['991', { fi: 'Ilman kansalaisuutta', sv: 'Utan medborgarskap', en: 'Without nationality' }],
    ['000', { fi: null, sv: null, en: null }],
    ['FI', { fi: null, sv: null, en: null }],
    ['4', { fi: null, sv: null, en: null }],
  ])('name %s', (code, name) => {
    expect(countryNameOf(code)).toEqual(name);
  });

  it.each([
    [['704', '246'], true],
    [['704'], false],
    [['991'], false],
    [[], null],
    [['999'], null],
    [['704', '998'], null],
  ])('%o make a Finnish citizen: %s', (codes, finnish) => {
    expect(isFinnishCitizen(codes)).toBe(finnish);
  });
});

describe('settings', () => {
  const url = 'https://onr.example/oppijanumerorekisteri-service';

  it('require the variables of the chosen way of logging in, and only those', () => {
    const oauth = { OPPIJANUMERO_URL: url };
    expect(problemsOf(oauth)).toEqual([
      'OPPIJANUMERO_TOKEN_URL: is required: an http(s) URL',
      'OPPIJANUMERO_CLIENT_ID: is required: a text',
      'OPPIJANUMERO_CLIENT_SECRET: is required: a text',
    ]);
    const cas = {
      OPPIJANUMERO_URL: url,
      OPPIJANUMERO_AUTH: 'cas',
      OPPIJANUMERO_CAS_URL: 'https://onr.example/cas',
    };
    expect(problemsOf(cas)).toEqual([
      'OPPIJANUMERO_USERNAME: is required: a text',
      'OPPIJANUMERO_PASSWORD: is required: a text',
    ]);
    expect(problemsOf({ ...cas, OPPIJANUMERO_USERNAME: 'a', OPPIJANUMERO_PASSWORD: 'b' })).toEqual([]);
  });

  it('refuse an unknown way of logging in by naming the variable and not the value', () => {
    const problems = problemsOf({ OPPIJANUMERO_URL: url, OPPIJANUMERO_AUTH: 'secret' });
    expect(problems).toEqual(['OPPIJANUMERO_AUTH: must be oauth or cas']);
  });
});

function problemsOf(settings: Readonly<Record<string, string>>): readonly string[] {
  const configured = oppijanumero.configure(settings);
  return configured.ok ? [] : configured.problems;
}

function holder(hetu: string | null, oidHenkilo: string) {
  return { hetu, oidHenkilo };
}
