import { z } from 'zod';
import { faultNamed } from '../../mocks/faults/fault-table.ts';
import type { FaultSetting } from '../../mocks/faults/setting.ts';
import { issuerMock } from '../../mocks/issuer.ts';
import { startMock } from '../../mocks/registry-server.ts';
import { environmentOfMocks, startMocks } from '../system.ts';
import { serveParent } from './child.ts';

// All mock registries and the issuer on free ports; a question turns the dial of one or asks for the CPU time they took.
const settingSchema = z.object({ fault: z.string() }).catchall(z.union([z.string(), z.number()]));
const questionSchema = z.union([
  z.object({ registry: z.string(), setting: settingSchema.nullable() }),
  z.object({ usage: z.literal('CPU') }),
]);

const [today = '', generated = '0'] = process.argv.slice(2);
const { people, mocks } = await startMocks({ today, generated: Number(generated) });
const issuer = await startMock(issuerMock, { people: [], now: Date.now }, 0);
// Nobody reads the record of calls here, and it would grow for as long as the soak runs.
setInterval(() => {
  for (const mock of mocks) mock.clearCalls();
}, 1000);
serveParent(
  {
    environment: environmentOfMocks(mocks),
    people: people.flatMap(({ records }) => records[0]?.oid ?? []),
    issuer: issuer.url,
  },
  async (asked) => {
    const question = questionSchema.parse(asked);
    if ('setting' in question) {
      const { registry, setting } = question;
      await mocks.find(({ name }) => name === registry)?.setFault(settingOf(setting));
    }
    const { user, system } = process.cpuUsage();
    return { cpuMs: (user + system) / 1000 };
  },
);

function settingOf(given: z.infer<typeof settingSchema> | null): FaultSetting | null {
  if (given === null) return null;
  const fault = faultNamed(given.fault);
  if (fault === undefined) throw new RangeError('no such fault');
  return { ...given, fault: fault.name };
}
