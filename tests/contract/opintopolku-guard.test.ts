import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpintopolkuMock } from '../../mocks/opintopolku.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { type AdmissionRegister, createAdmissionRegister } from '../../subgraphs/opintopolku/client.ts';
import { environment } from '../../subgraphs/opintopolku/config.ts';
import { askInParts } from '../../subgraphs/registry/bisect.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import { termsWith } from '../terms.ts';
import { accountAt, logInsAt, oid24, person, place } from './valinta-tulos-service.ts';

const crowd = Array.from({ length: 100 }, (_, n) => oid24(n));
const people = crowd.map((_, n) => person([n], { places: [place(n)] }));
const { signal } = new AbortController();

const poisoned = new Set<string>();
const closers: (() => Promise<void>)[] = [];
let mock: RunningMock;

beforeEach(async () => {
  poisoned.clear();
  mock = await startMock(createOpintopolkuMock({ poisoned }), { people, now: Date.now }, 0);
});
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
  await mock.close();
});

describe("one person's record that fails every call", () => {
  it('costs nobody else anything, however often the person is asked for', async () => {
    const register = registerAt();
    const [bad = '', ...good] = crowd;
    poisoned.add(bad);
    for (const oid of good) {
      expect(await codesOf(register, [bad])).toEqual(['SOURCE_ERROR']);
      expect(await codesOf(register, [oid])).toEqual(['ANSWERED']);
    }
    expect(questions()).toBe(2 * good.length);
  });

  it('costs only the person in a batch, and no batch afterwards', async () => {
    const register = registerAt();
    poisoned.add(oid24(37));
    for (let n = 0; n < 5; n += 1) {
      const codes = await codesOf(register, crowd);
      expect(codes.filter((code) => code !== 'ANSWERED')).toEqual(['SOURCE_ERROR']);
    }
  });
});

describe('a register that fails every call', () => {
  it('is no longer asked after two batches, and the answers say until when', async () => {
    const register = registerAt();
    for (const oid of crowd) poisoned.add(oid);
    await codesOf(register, crowd.slice(0, 50));
    await codesOf(register, crowd.slice(50));
    const asked = questions();
    expect(asked).toBeLessThanOrEqual(14);
    const [part] = await askInParts(crowd, (oids) => register.ask(new Set(oids), termsWith(signal)));
    expect(part?.answer).toMatchObject({
      failure: { code: 'CIRCUIT_OPEN', retryAt: expect.stringMatching(/Z$/) },
    });
    expect(questions()).toBe(asked);
  });

  it('is no longer asked after ten single persons', async () => {
    const register = registerAt();
    for (const oid of crowd) poisoned.add(oid);
    for (const oid of crowd) await codesOf(register, [oid]);
    expect(questions()).toBe(10);
  });
});

it('a log-in server that is down is not counted against the register', async () => {
  const away = await startMock(createOpintopolkuMock(), { people, now: Date.now }, 0);
  await away.close();
  const register = registerAt({ OPINTOPOLKU_CAS_URL: `${away.url}/cas` });
  const codes = [];
  for (const oid of crowd) codes.push(...(await codesOf(register, [oid])));
  expect(new Set(codes)).toEqual(new Set(['UNREACHABLE']));
  expect(logInsAt(mock)).toBe(0);
});

function registerAt(changes: Readonly<Record<string, string>> = {}): AdmissionRegister {
  const settings = environment.parse({ ...accountAt(mock.url, 'OPINTOPOLKU'), ...changes });
  return createAdmissionRegister(settings, {
    clock: createClock(null),
    callerId: '1.2.246.562.10.00000000001.test',
    institutions: loadInstitutions(null),
    onlyMocks: false,
    onClose: (close) => closers.push(close),
  });
}

/** What became of each person, asked for in one batch. */
async function codesOf(register: AdmissionRegister, oids: readonly string[]): Promise<readonly string[]> {
  const parts = await askInParts(oids, (some) => register.ask(new Set(some), termsWith(signal)));
  return parts.flatMap(({ items, answer }) =>
    items.map(() => (answer.answered ? 'ANSWERED' : answer.failure.code)),
  );
}

function questions(): number {
  return mock.calls().filter(({ path }) => path.endsWith('/henkilo-oidit')).length;
}
