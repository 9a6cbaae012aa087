import { pathToFileURL } from 'node:url';
import type { Headers } from '../sandbox-access.ts';
import { type Asking, askings, type FindingName, findings, findingsOf, nameOf } from './asked-findings.ts';

/** Whom to measure, and with which code. */
export interface Measuring {
  readonly people: number;
  readonly seed: number;
  readonly today: string;
  /** A checkout of this project, of any version. */
  readonly code: string;
  readonly progress: (line: string) => void;
}

/** Of each finding the share of people for whom it is determined; null where the purpose does not give it. */
export type Shares = ReadonlyMap<FindingName, number | null>;

type System = Pick<typeof import('../system.ts'), 'environmentOfMocks' | 'startGateway'>;
type Access = Pick<typeof import('../sandbox-access.ts'), 'developerHeaders' | 'officialHeaders'>;

const peopleAtOnce = 100;

/** Starts the system of a checkout in this process, and measures every asking over its generated people. */
export async function measureShares({ people, seed, today, code, progress }: Measuring) {
  const part = async (path: string) => import(pathToFileURL(`${code}/${path}`).href);
  const { buildPeople }: typeof import('../../mocks/people.ts') = await part('mocks/people.ts');
  const { mockRegistries }: typeof import('../../mocks/index.ts') = await part('mocks/index.ts');
  const { startMock }: typeof import('../../mocks/registry-server.ts') =
    await part('mocks/registry-server.ts');
  const { environmentOfMocks, startGateway }: System = await part('tests/system.ts');
  const access: Access = await part('tests/sandbox-access.ts');
  const built = buildPeople({ today, generated: people, seed });
  const world = { people: built, now: Date.now };
  const mocks = await Promise.all(mockRegistries.map(({ registry }) => startMock(registry, world, 0)));
  const gateway = await startGateway({ ...environmentOfMocks(mocks), TODAY: today });
  const generated = built.filter(({ id }) => id.startsWith('G'));
  const numbers = generated.flatMap(({ records }) => records[0]?.oid ?? []);
  const shares = new Map<string, Shares | null>();
  for (const asking of askings) {
    progress(`${nameOf(asking)} …`);
    shares.set(nameOf(asking), await sharesOf(asking, { numbers, ask: gateway.ask, access }));
  }
  await gateway.close();
  await Promise.all(mocks.map((mock) => mock.close()));
  return shares;
}

interface Asked {
  readonly numbers: readonly string[];
  readonly ask: Awaited<ReturnType<System['startGateway']>>['ask'];
  readonly access: Access;
}

/** Null where the needs are refused: that version's table has no such cell. */
async function sharesOf(asking: Asking, { numbers, ask, access }: Asked): Promise<Shares | null> {
  const query = `query ($ids: [ID!]!) { students(oppijanumerot: $ids) { student { ${findingsOf(asking, 'determination')} } } }`;
  const headers = await headersOf(asking, access);
  const found = new Map<FindingName, number>();
  let denied: ReadonlySet<string> = new Set();
  for (let from = 0; from < numbers.length; from += peopleAtOnce) {
    const { status, body } = await ask(query, { ids: numbers.slice(from, from + peopleAtOnce) }, headers);
    if (status === 403) return null;
    if (body.errors !== undefined) throw new Error(`${nameOf(asking)}: ${JSON.stringify(body.errors[0])}`);
    denied = new Set(body.extensions.policy.denied.map(({ field }: { readonly field: string }) => field));
    for (const { student } of body.data.students) {
      for (const name of findings) {
        if (student?.[name]?.determination === 'DETERMINED') found.set(name, (found.get(name) ?? 0) + 1);
      }
    }
  }
  return new Map(
    findings.map((name) => [
      name,
      denied.has(`Student.${name}`) ? null : (found.get(name) ?? 0) / numbers.length,
    ]),
  );
}

function headersOf({ purpose, needs }: Asking, access: Access): Promise<Headers> {
  if (purpose === 'SANDBOX') return access.developerHeaders();
  return access.officialHeaders(purpose, needs.length === 0 ? {} : { 'x-case-needs': needs.join(',') });
}
