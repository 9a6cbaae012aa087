import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantFor } from '../grants.ts';
import { everyRegistry } from '../lawful/askers.ts';
import { personaOid } from '../officer-query.ts';
import { isGivenByTable } from '../policy/graph.ts';
import { developerHeaders, type Headers, officialHeaders, personHeaders } from '../sandbox-access.ts';
import { environmentOfMocks, startGateway, startMocks } from '../system.ts';
import {
  type Asking,
  askings,
  type FindingName,
  findings,
  findingsOf,
  nameOf,
  tableOf,
} from './asked-findings.ts';

const today = '2026-10-15';
const personas = Array.from({ length: 16 }, (_, index) => index);
const own: Asking = { purpose: 'VF_SELF_SERVICE', needs: [], phase: 'FIRST_PERMIT' };
const everyone = [...askings, own];
const registries = {
  ONR: 'oppijanumero',
  OPINTOPOLKU: 'opintopolku',
  TUITION_FEE_REGISTER: 'fees',
  VIRTA: 'virta',
};

interface Found {
  readonly determination: 'DETERMINED' | 'UNDETERMINED';
  readonly rule: { readonly id: string };
  readonly value?: unknown;
  readonly inputs: readonly { readonly fact: string; readonly registry: string }[];
  readonly missing: readonly {
    readonly fact: string;
    readonly state: string;
    readonly reason: { readonly code: string };
  }[];
  readonly outOfScope: readonly { readonly fact: string }[];
}
/** Findings of each persona who was found. */
type Answers = ReadonlyMap<number, Readonly<Record<FindingName, Found>>>;

let mocks: Awaited<ReturnType<typeof startMocks>>['mocks'];
/** By purpose: with every registry up, and with each of them down. */
const found = new Map<string, Answers>();
const without = new Map<string, Answers>();

const selection =
  'determination rule { id } inputs { fact registry } missing { fact state reason { code } } outOfScope { fact }';

beforeAll(async () => {
  mocks = (await startMocks({ today })).mocks;
  const up = await startGateway(environmentWithout(null));
  for (const asking of everyone) found.set(nameOf(asking), await answersTo(asking, up.ask));
  await up.close();
  for (const [registry, mock] of Object.entries(registries)) {
    const gateway = await startGateway(environmentWithout(mock));
    for (const asking of askings)
      without.set(`${nameOf(asking)} ${registry}`, await answersTo(asking, gateway.ask));
    await gateway.close();
  }
}, 120_000);
afterAll(async () => {
  const count = (asking: Asking, name: FindingName) => {
    const all = [...(found.get(nameOf(asking))?.values() ?? [])];
    const determined = all.filter((student) => student[name].determination === 'DETERMINED');
    return isOffered(asking, name) ? `${determined.length}/${personas.length}` : '–';
  };
  const rows = everyone.map((asking) => [nameOf(asking), ...findings.map((name) => count(asking, name))]);
  process.stdout.write(`\nDETERMINED of the personas\n${tableOf([['', ...findings], ...rows])}`);
  await Promise.all(mocks.map((mock) => mock.close()));
});

/** A registry that is down listens to nobody. */
function environmentWithout(down: string | null): Record<string, string> {
  const reached = mocks.map((mock) => (mock.name === down ? { ...mock, url: 'http://127.0.0.1:9' } : mock));
  return { ...environmentOfMocks(reached), TODAY: today };
}

type Ask = Awaited<ReturnType<typeof startGateway>>['ask'];

async function answersTo(asking: Asking, ask: Ask): Promise<Answers> {
  const student = `student { ${findingsOf(asking, selection, 'value')} }`;
  if (asking === own) {
    const answers = new Map<number, Readonly<Record<FindingName, Found>>>();
    // One after the other: the consents of all at once take longer to check than anybody waits.
    for (const persona of personas) {
      const headers = await personHeaders(`P${String(persona).padStart(2, '0')}`, everyRegistry);
      const { body } = await ask(`{ me { ${student} } }`, {}, headers);
      if (body.data.me.student !== null) answers.set(persona, body.data.me.student);
    }
    return answers;
  }
  const ids = personas.map((persona) => personaOid(9000 + persona));
  const query = `query ($ids: [ID!]!) { students(oppijanumerot: $ids) { ${student} } }`;
  const { body } = await ask(query, { ids }, await headersOf(asking));
  expect(body.errors, nameOf(asking)).toBeUndefined();
  const answers: readonly { readonly student: Readonly<Record<FindingName, Found>> | null }[] =
    body.data.students;
  return new Map(
    answers.flatMap((match, persona) => (match.student === null ? [] : [[persona, match.student] as const])),
  );
}

function headersOf({ purpose, needs }: Asking): Promise<Headers> {
  if (purpose === 'SANDBOX') return developerHeaders();
  return officialHeaders(purpose, needs.length === 0 ? {} : { 'x-case-needs': needs.join(',') });
}

function isOffered({ purpose, needs }: Asking, name: FindingName): boolean {
  return isGivenByTable(`Student.${name}`, grantFor(purpose, { needs }));
}

const cells = everyone.flatMap((asking) =>
  findings.map((name) => ({ asking, purpose: nameOf(asking), name, isOffered: isOffered(asking, name) })),
);
const offered = cells.filter((cell) => cell.isOffered);
const ofAll = ({ purpose, name }: (typeof cells)[number]): readonly Found[] =>
  [...(found.get(purpose)?.values() ?? [])].map((student) => student[name]);

describe('a finding that a purpose offers', () => {
  it.each(offered)('$purpose: $name is determined for somebody', (cell) => {
    expect(ofAll(cell).some(({ determination }) => determination === 'DETERMINED')).toBe(true);
  });

  it('is kept from a value by nothing that the purpose never gives', () => {
    const kept = offered.flatMap((cell) =>
      ofAll(cell)
        .filter(({ missing }) => missing.some(({ state }) => state === 'NOT_PERMITTED'))
        .map(() => `${cell.purpose} ${cell.name}`),
    );
    expect([...new Set(kept)]).toEqual([]);
  });

  it('names what is out of scope, and that alone', () => {
    const wrong = offered.flatMap((cell) => {
      const grant = grantFor(cell.asking.purpose, { needs: cell.asking.needs });
      return ofAll(cell).flatMap(({ inputs, missing, outOfScope }) => {
        const named = new Set(outOfScope.map(({ fact }) => fact));
        const denied = inputs.filter(({ fact }) => !isGivenByTable(`Student.${fact}`, grant));
        const both = missing.filter(({ fact }) => named.has(fact));
        return [...denied.filter(({ fact }) => !named.has(fact)), ...both].map(
          ({ fact }) => `${cell.purpose} ${cell.name}: ${fact}`,
        );
      });
    });
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('never has another value than with everything that the registries know, but for what was not compared', () => {
    const sandbox = found.get('SANDBOX') ?? new Map();
    const wrong = offered
      .filter(({ asking, name }) => asking.phase === 'FIRST_PERMIT' || name !== 'tuitionFeeRequirement')
      .flatMap(({ purpose, name }) =>
        [...(found.get(purpose) ?? [])].flatMap(([persona, student]) => {
          const [got, all] = [student[name], sandbox.get(persona)?.[name]];
          const isPart = name === 'sourcesAgree' && got.outOfScope.length > 0 && got.value === true;
          const isSame = got.determination === 'UNDETERMINED' || got.value === all?.value || isPart;
          return isSame ? [] : [`${purpose} ${name} P${persona}`];
        }),
      );
    expect(wrong).toEqual([]);
  });
});

describe('a finding that a purpose does not offer', () => {
  it('has one form: undetermined, because the finding itself is not permitted', () => {
    const denied = cells.filter((cell) => !cell.isOffered);
    expect(denied.length).toBeGreaterThan(10);
    for (const cell of denied) {
      const reason = { code: 'NOT_PERMITTED_FOR_PURPOSE' };
      for (const one of ofAll(cell)) {
        expect(one).toEqual({
          determination: 'UNDETERMINED',
          rule: { id: 'minimisation' },
          inputs: [],
          missing: [{ fact: cell.name, state: 'NOT_PERMITTED', reason }],
          outOfScope: [],
          ...(cell.name === 'nextSteps' ? {} : { value: null }),
        });
      }
    }
  });
});

describe('a finding without a registry of its inputs', () => {
  const rested = (cell: (typeof cells)[number], registry: string): boolean =>
    ofAll(cell).some(
      ({ determination, inputs, outOfScope }) =>
        determination === 'DETERMINED' &&
        inputs.some(
          (input) => input.registry === registry && outOfScope.every(({ fact }) => fact !== input.fact),
        ),
    );

  it.each(Object.keys(registries))(
    'is undetermined for somebody, and no other for anybody: %s',
    (registry) => {
      const wrong = offered
        .filter((cell) => cell.asking !== own && rested(cell, registry))
        // Places tell it only why there is no level.
        .filter((cell) => !(cell.name === 'studyLevel' && registry === 'OPINTOPOLKU'))
        .flatMap((cell) => {
          const down = without.get(`${cell.purpose} ${registry}`) ?? new Map();
          const pairs = [...(found.get(cell.purpose) ?? [])].map(([persona, student]) => ({
            up: student[cell.name],
            down: down.get(persona)?.[cell.name],
          }));
          const lost = pairs.filter(
            ({ up, down: after }) =>
              up.determination === 'DETERMINED' && after?.determination !== 'DETERMINED',
          );
          const turned = pairs.filter(
            ({ up, down: after }) => after?.determination === 'DETERMINED' && after.value !== up.value,
          );
          return lost.length > 0 && turned.length === 0 ? [] : [`${cell.purpose} ${cell.name}`];
        });
      expect(wrong).toEqual([]);
    },
  );
});
