import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runFaultsCommand } from '../../mocks/faults/command.ts';
import { createDial } from '../../mocks/faults/dials.ts';
import { delayOf } from '../../mocks/faults/effects/on-wire.ts';
import { registryNames } from '../../mocks/faults/expectation.ts';
import { cells, expectationOf, faultMatrixMarkdown, faults } from '../../mocks/faults/fault-table.ts';
import { checkSetting, type FaultSetting } from '../../mocks/faults/setting.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { send, startMockOf, virtaCall } from './faults-calls.ts';

let virta: RunningMock;
beforeAll(async () => {
  virta = await startMockOf('virta');
});
afterEach(async () => {
  await virta.setFault(null);
  virta.clearCalls();
});
afterAll(() => virta.close());

const statuses = async (count: number): Promise<readonly number[]> => {
  const seen: number[] = [];
  for (let call = 0; call < count; call += 1) seen.push((await send(virta, virtaCall)).status);
  return seen;
};

const turn = (body: string, type = 'application/json') =>
  fetch(`${virta.url}/__faults`, { method: 'POST', body, headers: { 'content-type': type } });

describe('a dial', () => {
  it('strikes only the next so many calls', async () => {
    await virta.setFault({ fault: 'status-503', times: 2 });
    expect(await statuses(4)).toEqual([503, 503, 200, 200]);
    expect(virta.calls().map(({ faulted }) => faulted)).toEqual(['status-503', 'status-503', null, null]);
  });

  it('strikes a random share, the same calls for the same seed', async () => {
    await virta.setFault({ fault: 'status-503', share: 0.3, seed: 7 });
    const first = await statuses(40);
    await virta.setFault({ fault: 'status-503', share: 0.3, seed: 7 });
    expect(await statuses(40)).toEqual(first);
    const struck = first.filter((status) => status === 503).length;
    expect(struck).toBeGreaterThan(3);
    expect(struck).toBeLessThan(25);
  });

  it('strikes only calls of the path and of the kind that it aims at', async () => {
    await virta.setFault({ fault: 'status-503', path: '/luku106' });
    expect(await statuses(1)).toEqual([200]);
    const elsewhere = await send(virta, { ...virtaCall, path: '/luku106/OpiskelijanTiedot' });
    expect(elsewhere.status).toBe(503);
    await virta.setFault({ fault: 'status-503', on: 'log-in' });
    expect(await statuses(1)).toEqual([200]);
  });

  it('is back to normal when told so, and stays normal', async () => {
    await virta.setFault({ fault: 'status-500' });
    await virta.setFault(null);
    expect(await statuses(2)).toEqual([200, 200]);
  });

  it('refuses settings that are none', async () => {
    await expect(virta.setFault({ fault: 'hang', nonsense: 1 })).rejects.toThrow('no parameter "nonsense"');
    await expect(virta.setFault({ fault: 'expired-session' })).rejects.toThrow(
      'no fault "expired-session" of virta',
    );
    await expect(virta.setFault({ fault: 'dns' })).rejects.toThrow('.invalid');
  });

  it('draws delays by the distribution', () => {
    const delays = (setting: FaultSetting): readonly number[] => {
      const check = checkSetting(setting, 'virta');
      const dial = createDial('virta');
      dial.turn(check.ok ? check.setting : null);
      const strike = dial.strike({ kind: 'data', path: '/' }, () => true);
      return strike === null ? [] : Array.from({ length: 2000 }, () => delayOf(strike)).sort((a, b) => a - b);
    };
    expect(new Set(delays({ fault: 'latency', ms: 30 }))).toEqual(new Set([30]));
    const uniform = delays({ fault: 'latency', distribution: 'uniform', min: 10, max: 20 });
    expect(uniform.every((delay) => delay >= 10 && delay < 20)).toBe(true);
    const lognormal = { fault: 'latency', distribution: 'lognormal', p50: 50, p99: 1000 } as const;
    const drawn = delays(lognormal);
    expect(drawn).toEqual(delays(lognormal));
    expect(drawn[1000]).toBeGreaterThan(40);
    expect(drawn[1000]).toBeLessThan(60);
    expect(drawn[1980]).toBeGreaterThan(600);
    expect(drawn[1980]).toBeLessThan(1600);
  });
});

describe('POST and GET /__faults', () => {
  it('turns the dial, tells where it stands, and is itself never struck nor recorded', async () => {
    const turned = await turn('{"fault":"reset","times":3}');
    expect([turned.status, await turned.json()]).toMatchObject([200, { fault: 'reset', left: 3, struck: 0 }]);
    await expect(send(virta, virtaCall)).rejects.toThrow();
    expect(await (await fetch(`${virta.url}/__faults`)).json()).toMatchObject({
      dial: { registry: 'virta', fault: 'reset', left: 2, struck: 1 },
      faults: expect.arrayContaining([
        expect.objectContaining({ name: 'slow-drip', does: expect.any(String) }),
      ]),
    });
    expect(await (await turn('{"fault":"normal"}')).json()).toMatchObject({ fault: 'normal' });
    expect(virta.calls().map(({ path }) => path)).toEqual([virtaCall.path]);
  });

  it.each([
    ['{"fault":"nonsense"}', /no fault "nonsense"\. Known: normal, latency, hang/],
    ['{"fault":"login-down"}', /no fault "login-down" of virta/],
    [
      '{"fault":"slow-drip","ms":0}',
      /"ms": .*"slow-drip" takes: ms \(1 to 60000\), times, share, path, on, seed/,
    ],
    ['{"fault":"slow-drip","speed":1}', /no parameter "speed".*takes: ms/],
    ['{"fault":"latency","distribution":"odd"}', /"distribution".*fixed \| uniform \| lognormal/],
    ['{"fault":"refuse","times":1}', /no parameter "times"/],
    ['{"fault":"hang","times":0}', /"times"/],
    ['{"fault":"hang","share":1.5}', /"share"/],
    ['{"fault":"normal","times":1}', /"normal" takes no parameters/],
    ['{}', /"fault"/],
    ['not JSON', /JSON/],
  ])('answers 400 to %s and says what is accepted', async (body, problem) => {
    const response = await turn(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ problem: expect.stringMatching(problem) });
    expect(await statuses(1)).toEqual([200]);
  });

  it('takes JSON only, so that no web page can turn it', async () => {
    expect((await turn('{"fault":"hang"}', 'text/plain')).status).toBe(415);
  });

  it('closes the port and opens it again by itself', async () => {
    const turned = await turn('{"fault":"refuse","seconds":1}');
    expect(await turned.json()).toMatchObject({ fault: 'refuse' });
    await vi.waitFor(() => expect(send(virta, virtaCall)).rejects.toThrow());
    await vi.waitFor(async () => expect(await statuses(1)).toEqual([200]), { timeout: 10_000 });
  });
});

describe('the command', () => {
  const run = async (...args: string[]) => {
    const written = { out: '', errors: '' };
    const to = (stream: 'out' | 'errors') => ({ write: (text: string) => (written[stream] += text) });
    const code = await runFaultsCommand(args, to('out'), to('errors'));
    return { code, ...written };
  };
  const port = () => ['--port', new URL(virta.url).port];

  it('turns the dial of a running mock and prints where it stands', async () => {
    const turned = await run(
      'virta',
      'slow-drip',
      '--times',
      '3',
      '--share',
      '0.5',
      '--param',
      'ms=9',
      ...port(),
    );
    expect(turned).toMatchObject({ code: 0, errors: '' });
    expect(turned.out).toBe('virta: slow-drip (ms=9, share=0.5, on=data, seed=1, 3 calls left)\n');
    expect((await run('virta', 'normal', ...port())).out).toBe('virta: normal\n');
    expect((await run('virta', ...port())).out).toBe('virta: normal\n');
  });

  it('says what is wrong', async () => {
    expect(await run('virta', 'nonsense', ...port())).toMatchObject({
      code: 1,
      errors: expect.stringContaining('There is no fault "nonsense". Known: normal, latency'),
    });
    expect((await run('nowhere', 'hang')).errors).toContain('Known: oppijanumero, opintopolku');
    expect((await run('migri', 'hang', ...port())).errors).toContain('is the mock of virta, not of migri');
    expect((await run('virta', 'hang', '--port', '9')).errors).toContain(
      'Start it with "npm run mock -- virta"',
    );
    expect((await run('virta', 'hang', '--param', 'ms')).errors).toContain('--param takes name=value');
    expect(await statuses(1)).toEqual([200]);
  });

  it('lists every fault, and helps', async () => {
    const { out } = await run('list');
    for (const { name, madeBy } of faults) if (madeBy === 'mock') expect(out).toContain(`${name}: `);
    expect((await run('list', 'migri')).out).not.toContain('billion-laughs');
    expect((await run('--help')).out).toContain('npm run -s faults -- <registry> <fault>');
  });
});

describe('the table', () => {
  it('says of every fault at every registry what the graph can say', () => {
    expect(cells.length).toBeGreaterThan(200);
    const codes = readFileSync(new URL('../../schema/facts.graphql', import.meta.url), 'utf8');
    for (const { expected } of cells) {
      for (const word of [...expected.states, ...expected.reasons])
        if (word !== null) expect(codes).toMatch(word);
    }
    for (const name of registryNames) {
      expect(cells.filter(({ registry }) => registry === name).length).toBeGreaterThan(25);
    }
    for (const fault of faults) expect(expectationOf(fault, 'virta').hits).toBeLessThanOrEqual(2);
  });

  it('is rendered as Markdown, a row a fault', () => {
    const lines = faultMatrixMarkdown().trim().split('\n');
    expect(lines).toHaveLength(faults.length + 2);
    expect(new Set(lines.map((line) => line.split(' | ').length)).size).toBe(1);
    expect(lines).toContainEqual(
      expect.stringContaining('| `hang` | takes the question and never answers | all |'),
    );
  });
});
