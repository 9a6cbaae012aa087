import { mockRegistries, sandboxServices } from '../../mocks/index.ts';
import { buildPeople } from '../../mocks/people.ts';
import { startMock } from '../../mocks/registry-server.ts';
import { reportTo } from './contestant.ts';

// All mock registries and the issuer on their usual ports, which the sandbox's settings name.
const [today = '', generated = '0'] = process.argv.slice(2);
const people = buildPeople({ today, generated: Number(generated), seed: 1 });
const world = { people, now: Date.now };
const running = await Promise.all(
  [...mockRegistries, ...sandboxServices].map(({ registry, port }) => startMock(registry, world, port)),
);
// Nobody reads the record of calls here, and it would grow with every round.
process.on('message', () => {
  for (const mock of running) mock.clearCalls();
});
reportTo(process, running[0]?.url ?? '');
