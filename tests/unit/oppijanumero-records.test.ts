import { describe, expect, it } from 'vitest';
import { countryNameOf, isFinnishCitizen } from '../../subgraphs/oppijanumero/citizenships.ts';
import { codeLookedUp, readCodeHolders } from '../../subgraphs/oppijanumero/code-holders.ts';
import { oppijanumero } from '../../subgraphs/oppijanumero/index.ts';
import { comparedWithLinks, personOidsOf, readLinks } from '../../subgraphs/oppijanumero/linked-records.ts';
import { answered, failed } from '../../subgraphs/registry/answer.ts';

const [master = '', slave = '', third = ''] = [1, 2, 3].map((last) => `1.2.246.562.24.0000000000${last}`);
const readAt = '2026-08-01T09:00:00.000Z';

describe('linked records', () => {
  it('give the master first and the others in order', () => {
    const links = readLinks([
      { henkiloOid: third, masterOid: master },
      { henkiloOid: slave, masterOid: master },
    ]);
    expect(personOidsOf(master, links)).toEqual([master, slave, third]);
    expect(personOidsOf(third, links)).toEqual([third]);
  });

  it('are held against the master that the other call gives', () => {
    const one = { henkiloOid: slave, masterOid: master };
    const other = { henkiloOid: third, masterOid: master };
    const finding = (of: string, values: readonly unknown[]) => {
      const orders = [values, values.toReversed()].map((order) => readLinks(order));
      const found = orders.map((links) => (links === null ? null : comparedWithLinks(of, master, links)));
      expect(found[0]).toBe(found[1]);
      return found[0];
    };
    for (const joined of [[one], [one, other], [one, one], [one, { henkiloOid: third, masterOid: third }]]) {
      expect([slave, master].map((of) => finding(of, joined))).toEqual(['JOINED', 'JOINED']);
    }
    expect(finding(master, [])).toBe('JOINED');
    expect(finding(slave, [])).toBe('NOT_JOINED');
    expect(finding(slave, [other])).toBe('NOT_JOINED');
    for (const against of [
      { henkiloOid: slave, masterOid: third },
      { henkiloOid: master, masterOid: third },
      { henkiloOid: master, masterOid: slave },
    ]) {
      expect(finding(slave, [against])).toBe('CONTRADICTED');
      expect(finding(slave, [one, against])).toBe('CONTRADICTED');
    }
    expect(finding(master, [one, { henkiloOid: slave, masterOid: third }])).toBe('CONTRADICTED');
  });

  it('are unreadable for the group that a half-readable link names, and for no other', () => {
    const links = readLinks([
      { henkiloOid: 'x', masterOid: master },
      { henkiloOid: slave, masterOid: master },
    ]);
    if (links === null) throw new Error('no links');
    expect(comparedWithLinks(master, master, links)).toBe('UNREADABLE');
    expect(comparedWithLinks(slave, master, links)).toBe('UNREADABLE');
    expect(comparedWithLinks(third, third, links)).toBe('JOINED');
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
