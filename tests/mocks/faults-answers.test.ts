import { gunzipSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { strangerOid } from '../../mocks/faults/answer-text.ts';
import type { FaultName } from '../../mocks/faults/fault-table.ts';
import type { FaultSetting } from '../../mocks/faults/setting.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { personaOid } from '../officer-query.ts';
import { type DataCall, loggedIn, send, sendRaw, startMockOf } from './faults-calls.ts';

const mocks = new Map<string, { readonly mock: RunningMock; call: DataCall }>();

beforeAll(async () => {
  for (const name of ['virta', 'migri', 'oppijanumero', 'opintopolku']) {
    const mock = await startMockOf(name);
    mocks.set(name, { mock, call: (await loggedIn[name]?.(mock)) ?? raise(name) });
  }
});
afterAll(async () => {
  for (const { mock } of mocks.values()) await mock.close();
});
afterEach(async () => {
  for (const { mock } of mocks.values()) await mock.setFault(null);
});

function raise(name: string): never {
  throw new Error(`no mock ${name}`);
}

const running = (name: string) => mocks.get(name) ?? raise(name);

/** Turns a dial and makes one call. */
async function struck(name: string, setting: FaultSetting) {
  const { mock, call } = running(name);
  await mock.setFault(setting);
  return send(mock, call);
}

const wellFormed = (xml: string): boolean => {
  try {
    new SaxesParser({ xmlns: true }).write(xml).close();
    return true;
  } catch {
    return false;
  }
};

describe('the body', () => {
  const invalidJson = ['malformed-json', 'cut-short', 'empty-body', 'html-page'] as const;
  it.each(invalidJson)('%s is no JSON, with status 200', async (fault) => {
    const { status, text } = await struck('migri', { fault });
    expect(status).toBe(200);
    expect(() => JSON.parse(text)).toThrow();
  });

  const invalidXml = ['malformed-xml', 'cut-short', 'empty-body', 'html-page', 'billion-laughs'] as const;
  it.each(invalidXml)('%s is no XML that a strict parser reads', async (fault) => {
    const { status, text } = await struck('virta', { fault });
    expect(status).toBe(200);
    expect(wellFormed(text)).toBe(false);
  });

  it('content types', async () => {
    const types = async (fault: FaultName) => (await struck('virta', { fault })).headers.get('content-type');
    expect(await types('wrong-content-type')).toBe('application/octet-stream');
    expect(await types('html-page')).toMatch(/^text\/html/);
    expect(await types('plain-text-500')).toMatch(/^text\/plain/);
  });

  it('gzip and a bomb: really compressed, and declared so', async () => {
    const { mock, call } = running('migri');
    const bodyOf = (received: string) =>
      Buffer.from(received.split('\r\n\r\n').slice(1).join('\r\n\r\n'), 'latin1');
    for (const [setting, size] of [
      [{ fault: 'gzip' }, null],
      [{ fault: 'gzip-bomb', mebibytes: 16 }, 16 * 1024 * 1024],
    ] as const) {
      await mock.setFault(setting);
      const exchange = await sendRaw(mock, { ...call, headers: { ...call.headers, connection: 'close' } });
      await exchange.ended;
      expect(exchange.received()).toMatch(/content-encoding: gzip/i);
      const body = bodyOf(exchange.received());
      const unpacked = gunzipSync(body);
      if (size === null) expect(JSON.parse(unpacked.toString())).toHaveProperty('persons');
      else expect([unpacked.length, body.length < size / 500]).toEqual([size, true]);
    }
  });

  it.each(['virta', 'migri'])('not-utf8: %s has a byte that is none', async (name) => {
    const { mock, call } = running(name);
    await mock.setFault({ fault: 'not-utf8' });
    const response = await fetch(`${mock.url}${call.path}`, { method: 'POST', ...call });
    const bytes = await response.arrayBuffer();
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
  });

  it('shapes, keys and numbers that nobody expects', async () => {
    expect(JSON.parse((await struck('opintopolku', { fault: 'wrong-shape' })).text)).toHaveProperty('0');
    expect(JSON.parse((await struck('oppijanumero', { fault: 'wrong-shape' })).text)).toHaveLength(1);
    const { text } = await struck('migri', { fault: 'proto-keys' });
    expect(Object.keys(JSON.parse(text).persons[0])).toEqual(
      expect.arrayContaining(['__proto__', 'constructor']),
    );
    const huge = JSON.parse((await struck('opintopolku', { fault: 'huge-number' })).text);
    expect(huge[0].hakemukset[0].koulutuksenAlkamisvuosi).toBe(Number.POSITIVE_INFINITY);
    expect(huge[0].huge).toBe(Number.POSITIVE_INFINITY);
    expect((await struck('migri', { fault: 'deep-nesting', depth: 500 })).text).toMatch(/^\[{500}\]{500}$/);
    expect((await struck('virta', { fault: 'deep-nesting', depth: 500 })).text).toMatch(/(<virta:a>){500}/);
  });

  it('XML with a DOCTYPE, entities, two bodies, faults', async () => {
    const textOf = async (fault: FaultName) => (await struck('virta', { fault })).text;
    expect(await textOf('doctype')).toMatch(/^<!DOCTYPE SOAP-ENV:Envelope><SOAP-ENV:Envelope/);
    expect(await textOf('billion-laughs')).toMatch(/<!ENTITY lol9 "(&lol8;){10}">[\s\S]*>&lol9;</);
    expect(await textOf('external-entity')).toMatch(/SYSTEM "file:[\s\S]*>&file;</);
    expect((await textOf('two-bodies')).match(/<SOAP-ENV:Body>/g)).toHaveLength(2);
    for (const [fault, status, word] of [
      ['soap-validation-error', 500, 'Validation error'],
      ['soap-access-denied', 500, 'Access denied'],
      ['soap-fault-200', 200, 'Internal error'],
    ] as const) {
      const answer = await struck('virta', { fault });
      expect([answer.status, wellFormed(answer.text)]).toEqual([status, true]);
      expect(answer.text).toContain(`>${word}</faultstring>`);
    }
  });
});

describe('the records', () => {
  const studentsIn = (xml: string) => xml.match(/<virta:Opiskelija /g)?.length ?? 0;

  it('partial-results: every second one is missing', async () => {
    const { mock, call } = running('oppijanumero');
    const all = Object.keys(JSON.parse((await send(mock, call)).text));
    const persons = async (from: string) =>
      Object.keys(JSON.parse((await struck('oppijanumero', { fault: 'partial-results', from })).text));
    expect(await persons('second')).toEqual(all.slice(0, 1));
    expect(await persons('first')).toEqual(all.slice(1));
    const virta = running('virta');
    const students = studentsIn((await send(virta.mock, virta.call)).text);
    const left = await struck('virta', { fault: 'partial-results' });
    expect([studentsIn(left.text), wellFormed(left.text)]).toEqual([Math.ceil(students / 2), true]);
  });

  it.each(['bad-record', 'unknown-code'] as const)(
    '%s: one record differs, the others do not',
    async (fault) => {
      const { mock, call } = running('opintopolku');
      const before = JSON.parse((await send(mock, call)).text);
      const after = JSON.parse((await struck('opintopolku', { fault, record: 1 })).text);
      expect(after[0]).toEqual(before[0]);
      expect(after[1]).not.toEqual(before[1]);
      const virta = running('virta');
      const xml = (await send(virta.mock, virta.call)).text;
      const spoiled = (await struck('virta', { fault })).text;
      expect([spoiled === xml, wellFormed(spoiled), studentsIn(spoiled)]).toEqual([
        false,
        true,
        studentsIn(xml),
      ]);
      expect(spoiled).toMatch(fault === 'bad-record' ? /AlkuPvm>ei tiedossa</ : /Tyyppi>99</);
    },
  );

  it.each(['virta', 'migri'])('bit-flip: one bit of %s, the same for the same seed', async (name) => {
    const { mock, call } = running(name);
    const bytesWith = async (seed: number | null) => {
      await mock.setFault(seed === null ? null : { fault: 'bit-flip', seed });
      const response = await fetch(`${mock.url}${call.path}`, { method: 'POST', ...call });
      return Buffer.from(await response.arrayBuffer());
    };
    const whole = await bytesWith(null);
    const flipped = await bytesWith(4);
    const changed = [...whole.entries()].filter(([index, byte]) => byte !== flipped[index]);
    expect(changed).toHaveLength(1);
    expect(await bytesWith(4)).toEqual(flipped);
    expect(await bytesWith(5)).not.toEqual(flipped);
  });

  it.each(['virta', 'migri', 'oppijanumero', 'opintopolku'])(
    'wrong-person: %s answers about a stranger',
    async (name) => {
      const { text } = await struck(name, { fault: 'wrong-person' });
      expect(text).toContain(strangerOid);
      expect(text).not.toContain(personaOid(9000));
      expect(text).not.toContain('<virta:Henkilotunnus>');
    },
  );

  it('clock-skew: the Date header and the times in the answer are off, in their own form', async () => {
    const { mock, call } = running('oppijanumero');
    const modifiedIn = (text: string): string => /"modifiedAt":"([^"]+)"/.exec(text)?.[1] ?? '';
    const before = modifiedIn((await send(mock, call)).text);
    const { headers, text } = await struck('oppijanumero', { fault: 'clock-skew', hours: -1 });
    expect(Math.round((Date.parse(headers.get('date') ?? '') - Date.now()) / 60_000)).toBe(-60);
    expect(Date.parse(modifiedIn(text)) - Date.parse(before)).toBe(-3_600_000);
    expect(modifiedIn(text).slice(-6)).toBe(before.slice(-6));
  });
});
