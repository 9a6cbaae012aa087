import { z } from 'zod';
import { faultNamed } from '../../mocks/faults/fault-table.ts';
import type { FaultSetting } from '../../mocks/faults/setting.ts';
import { environmentOfMocks, startMocks } from '../system.ts';
import { serveParent } from './child.ts';

// All mock registries on free ports; each question turns the dial of one.
const questionSchema = z.object({
  registry: z.string(),
  setting: z
    .object({ fault: z.string() })
    .catchall(z.union([z.string(), z.number()]))
    .nullable(),
});

const [today = '', generated = '0'] = process.argv.slice(2);
const { people, mocks } = await startMocks({ today, generated: Number(generated) });
// Nobody reads the record of calls here, and it would grow for as long as the soak runs.
setInterval(() => {
  for (const mock of mocks) mock.clearCalls();
}, 1000);
serveParent(
  {
    environment: environmentOfMocks(mocks),
    people: people.flatMap(({ records }) => records[0]?.oid ?? []),
  },
  async (question) => {
    const { registry, setting } = questionSchema.parse(question);
    await mocks.find(({ name }) => name === registry)?.setFault(settingOf(setting));
    return { cpuMs: process.cpuUsage().user / 1000 };
  },
);

function settingOf(given: z.infer<typeof questionSchema>['setting']): FaultSetting | null {
  if (given === null) return null;
  const fault = faultNamed(given.fault);
  if (fault === undefined) throw new RangeError('no such fault');
  return { ...given, fault: fault.name };
}
