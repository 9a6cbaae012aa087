import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personaOid } from '../officer-query.ts';
import { coordinateOf, isGivenByTable, pathsToAllFields, type Step } from '../policy/graph.ts';
import { developerHeaders, type Headers } from '../sandbox-access.ts';
import { type Asker, askers, everyRegistry, isPerson } from './askers.ts';
import { type LawfulSystem, startLawful, today } from './lawful-system.ts';
import { documentOf, spellings } from './spellings.ts';
import { type StudentFact, studentFacts } from './student-facts.ts';

/** Somebody who has a code, a permit, a study right and a place. */
const persona = { name: 'P02', id: personaOid(9002), code: ['020598', '902P'].join('-') };
const variables = { id: persona.id, ids: [persona.id], code: persona.code };
const pathsInDocument = 50;
let system: LawfulSystem;
const executed = { paths: 0, documents: 0 };

/** What a case needs besides is the table's to tell; the audit is of those who may least. */
const audited = askers.filter(({ grant }) => grant.needs.length === 0);

/** One way from each root field to each field of the graph. */
const paths = [
  ...new Map(
    pathsToAllFields().map((path) => {
      const [first, last] = [path[0], path.at(-1)];
      return [`${first?.field.name} ${last === undefined ? '' : coordinateOf(last)}`, path] as const;
    }),
  ).values(),
];

/** What the developer gets at each coordinate: texts and numbers that somebody could recognise. */
const values = new Map<string, Set<string>>();

beforeAll(async () => {
  // What a document may be is proven elsewhere; here many paths share one.
  const environment = {
    LIMIT_TOKENS: '4000',
    LIMIT_FIELDS: '10000',
    LIMIT_ALIASES: '1000',
    LIMIT_DIRECTIVES: '100',
    LIMIT_DEPTH: '20',
  };
  system = await startLawful({ environment });
  const headers = await developerHeaders();
  for (const fact of studentFacts) await collectValues(fact, headers);
});
afterAll(() => system.close());

async function collectValues({ name, selection }: StudentFact, headers: Headers): Promise<void> {
  const query = `query ($id: Oppijanumero!) { student(oppijanumero: $id) { ${name}${selection} } }`;
  const { body } = await system.ask(query, { id: persona.id }, headers);
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, path);
    else if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`);
    else if (typeof value === 'string' && value.length > 2)
      values.set(path, (values.get(path) ?? new Set()).add(value));
  };
  walk(body.data.student, '');
}

function isGiven(path: readonly Step[], { grant }: Asker): boolean {
  return path.every((step) => isGivenByTable(coordinateOf(step), grant));
}

/** What an envelope may say of a fact that is denied: whose it is; and a finding, of which day. */
const ofEnvelopes = new Set<string>([...everyRegistry, today]);

/** Texts that an asker gets nowhere: what only denied fields hold. */
function canariesFor(asker: Asker): readonly string[] {
  const [given, denied] = [new Set<string>(), new Set<string>()];
  for (const path of pathsToAllFields().filter(([root]) => root?.field.name === 'student')) {
    const key = path
      .slice(1)
      .map(({ field }) => `.${field.name}`)
      .join('');
    const isOpen = path.slice(1).every((step) => isGivenByTable(coordinateOf(step), asker.grant));
    for (const value of values.get(key) ?? []) (isOpen ? given : denied).add(value);
  }
  return [...denied].filter((value) => !given.has(value) && !ofEnvelopes.has(value));
}

const canaries = new Map<Asker, readonly string[]>();

function canariesOf(asker: Asker): readonly string[] {
  const known = canaries.get(asker) ?? canariesFor(asker);
  canaries.set(asker, known);
  return known;
}

/** Every text in an answer, keys left out: those are the asker's own words. */
function textsIn(value: unknown): ReadonlySet<string> {
  const texts = new Set<string>();
  JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'string') texts.add(part);
    return part;
  });
  return texts;
}

/** Documents of the paths that an asker is denied, by root field and in pieces. */
function deniedPieces(asker: Asker): readonly (readonly (readonly Step[])[])[] {
  const denied = paths.filter((path) => !isGiven(path, asker));
  const byRoot = Map.groupBy(denied, (path) => `${path[0]?.field.name} ${path.length === 1}`);
  return [...byRoot.values()].flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / pathsInDocument) }, (_, index) =>
      own.slice(index * pathsInDocument, (index + 1) * pathsInDocument),
    ),
  );
}

interface Leak {
  readonly source: string;
  readonly why: string;
}

async function leaksOf(source: string, asker: Asker, may: readonly string[]): Promise<readonly Leak[]> {
  system.clearCalls();
  const { body } = await system.ask(source, variables, await asker.headers(persona.name));
  executed.documents += 1;
  const called = Object.keys(system.called()).filter((mock) => !may.includes(mock));
  const texts = textsIn(body.data ?? null);
  const seen = canariesOf(asker).filter((canary) => texts.has(canary));
  const isEmpty = Object.values(body.data ?? { none: 0 }).every((value) => value === null);
  return [
    ...(body.data === undefined ? [{ source, why: `was not executed: ${body.errors?.[0]?.message}` }] : []),
    ...called.map((mock) => ({ source, why: `${mock} was called` })),
    ...seen.map((canary) => ({ source, why: `holds ${canary}` })),
    ...(may.length > 0 || isEmpty ? [] : [{ source, why: 'its root is no null' }]),
  ];
}

/** What an asker gets under a root field without any register but ONR being asked; null where the root is denied. */
function besideIn(root: string, asker: Asker): string | null {
  if (!isGivenByTable(`Query.${root}`, asker.grant)) return null;
  if (root === 'student') return 'oppijanumero';
  return isPerson(asker) || root.startsWith('student') ? 'code' : null;
}

/** A person's own view has one shape whatever is asked in it, so it is looked up who that is, also when nothing is given. */
function alwaysCalledFor([path]: readonly (readonly Step[])[], asker: Asker): readonly string[] {
  return isPerson(asker) && path?.[0]?.field.name === 'me' ? ['oppijanumero'] : [];
}

describe('a field that is denied', () => {
  it.each(audited)(
    'is denied to $name on every path and in every spelling',
    async (asker) => {
      const leaks: Leak[] = [];
      const pieces = deniedPieces(asker);
      for (const name of Object.keys(spellings)) {
        for (const piece of pieces) {
          executed.paths += piece.length;
          leaks.push(...(await leaksOf(documentOf(piece, name), asker, alwaysCalledFor(piece, asker))));
          const beside = besideIn(piece[0]?.[0]?.field.name ?? '', asker);
          if (beside === null || piece[0]?.length === 1) continue;
          leaks.push(...(await leaksOf(documentOf(piece, name, beside), asker, ['oppijanumero'])));
        }
      }
      expect(leaks.slice(0, 5)).toEqual([]);
    },
    120_000,
  );

  it('was asked for on thousands of paths, and there was something to leak', () => {
    const counts = audited.map((asker) => canariesOf(asker).length);
    process.stdout.write(
      `\naudit: ${paths.length} paths, ${audited.length} askers, ${executed.paths} denied paths asked (${Object.keys(spellings).length} spellings), ${executed.documents} requests; canaries ${counts.join(' ')}\n`,
    );
    expect(paths.length).toBeGreaterThan(1300);
    expect(executed.paths).toBeGreaterThan(30_000);
    expect(counts.filter((count) => count > 5).length).toBeGreaterThan(4);
  });
});
