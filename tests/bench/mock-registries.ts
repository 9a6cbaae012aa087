import { mockRegistries, sandboxServices } from '../../mocks/index.ts';
import { buildPeople } from '../../mocks/people.ts';
import { startMock } from '../../mocks/registry-server.ts';
import { countRounds, type Delayed, delayCalls } from './mock-gates.ts';
import { answerParent, tellParent } from './parent.ts';

// All mock registries and the issuer on their usual ports, which the sandbox's settings name.
const [today = '', generated = '0'] = process.argv.slice(2);
const people = buildPeople({ today, generated: Number(generated), seed: 1 });
const world = { people, now: Date.now };
const start = (servers: typeof mockRegistries) =>
  Promise.all(servers.map(({ registry, port }) => startMock(registry, world, port)));
const [mocks, services] = [await start(mockRegistries), await start(sandboxServices)];

let rounds = (): number => 0;
let delayed = (): readonly Delayed[] => [];
const forget = (): void => {
  for (const mock of [...mocks, ...services]) mock.clearCalls();
};

answerParent({
  'let-pass': () => {
    for (const mock of mocks) mock.setGate(null);
    rounds = () => 0;
    delayed = () => [];
    forget();
  },
  'count-rounds': () => {
    rounds = countRounds(mocks);
  },
  delay: (seed) => {
    delayed = delayCalls(mocks, Number(seed));
  },
  // What has been seen since it was asked last, log-ins left out.
  seen: () => {
    const calls = mocks.flatMap((mock) => mock.calls().filter(({ kind }) => kind === 'data')).length;
    const seen = { calls, rounds: rounds(), delayed: delayed() };
    forget();
    return seen;
  },
});
tellParent(mocks[0]?.url ?? '');
