import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { createExecutor } from '../../subgraphs/registry/executor.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import { withLoadAhead } from '../../subgraphs/registry/load-ahead.ts';
import { type Purpose, purposes } from '../../subgraphs/registry/purpose.ts';
import { defineSubgraph } from '../../subgraphs/registry/subgraph.ts';
import { labels } from '../../subgraphs/virta/labels.ts';
import { grantFor } from '../grants.ts';
import { requestContext } from '../request-context.ts';
import { isGivenByTable } from './graph.ts';

const clock = createClock('2026-06-01');
const oid = '1.2.246.562.24.00000009011';
const another = '1.2.246.562.24.00000009012';
const allPurposes = Object.keys(purposes).filter((name): name is Purpose => Object.hasOwn(purposes, name));
const fields = ['studyRights', 'termRegistrations', 'attainments', 'studyProgress', 'degrees'] as const;

/** VIRTA's subgraph, whose fields write down what happens: that something is begun ahead, has come, and is resolved. */
function spied() {
  const happened: string[] = [];
  const fieldOf = (field: string) => {
    const resolver = () => {
      happened.push(`${field} resolved`);
      return null;
    };
    const begin = (_: unknown, __: unknown, coming: Set<Promise<unknown>>) => {
      happened.push(`${field} begun`);
      coming.add(Promise.resolve().then(() => happened.push(`${field} came`)));
    };
    return [field, withLoadAhead(resolver, { begin })] as const;
  };
  const configured = defineSubgraph({
    name: 'virta',
    environment: z.object({}),
    labels,
    resolvers: () => ({ Student: Object.fromEntries(fields.map(fieldOf)) }),
  }).configure({});
  if (!configured.ok) throw new Error('not configured');
  const institutions = loadInstitutions(null);
  const run = createExecutor(
    configured.build({ clock, callerId: 'test', institutions, onlyMocks: false, onClose: () => undefined }),
  );
  const ask = async (asked: readonly string[], grant: Grant | null, numbers: readonly string[] = [oid]) => {
    const selections = asked.map((field) => `${field} { state }`).join(' ');
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Student { ${selections} } } }`;
    const lookup = { personOids: numbers, resolution: 'RESOLVED', nonDisclosure: false };
    const of = [{ __typename: 'Student', oppijanumero: numbers[0], lookup }];
    happened.length = 0;
    await run({ query, variables: { of }, context: requestContext({ clock, grant }) });
    return [...happened];
  };
  return { ask };
}

/** One student of two cannot be prepared for a field: at once, or later. */
async function askWithTrouble(trouble: () => Promise<unknown>) {
  const number = (student: { readonly oppijanumero: string }) => student.oppijanumero;
  const resolver = (student: { readonly oppijanumero: string }) => {
    if (number(student) === another) throw new Error('no records');
    return { state: 'KNOWN' };
  };
  const begin = (student: { readonly oppijanumero: string }, _: unknown, coming: Set<Promise<unknown>>) => {
    if (number(student) === another) coming.add(trouble());
  };
  const configured = defineSubgraph({
    name: 'virta',
    environment: z.object({}),
    labels,
    resolvers: () => ({ Student: { studyRights: withLoadAhead(resolver, { begin }) } }),
  }).configure({});
  if (!configured.ok) throw new Error('not configured');
  const institutions = loadInstitutions(null);
  const run = createExecutor(
    configured.build({ clock, callerId: 'test', institutions, onlyMocks: false, onClose: () => undefined }),
  );
  const query =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Student { studyRights { state } } } }';
  const of = [oid, another].map((oppijanumero) => ({ __typename: 'Student', oppijanumero }));
  const context = requestContext({ clock, grant: grantFor('SANDBOX') });
  const { data, errors = [] } = await run({ query, variables: { of }, context });
  return { data: JSON.parse(JSON.stringify(data)), errors: errors.length };
}

const begun = (happened: readonly string[]) => happened.filter((one) => one.endsWith(' begun'));

describe('what fields need', () => {
  it('is loaded before any field is resolved, for those that are asked for', async () => {
    const happened = await spied().ask(['studyRights', 'degrees'], grantFor('SANDBOX'));
    expect(happened).toEqual([
      'studyRights begun',
      'degrees begun',
      'studyRights came',
      'degrees came',
      'studyRights resolved',
      'degrees resolved',
    ]);
  });

  it.each(allPurposes)('is not asked for ahead where %s does not give the field', async (purpose) => {
    const grant = grantFor(purpose, purpose === 'VF_SELF_SERVICE' ? { self: oid } : {});
    const given = fields.filter((field) => isGivenByTable(`Student.${field}`, grant));
    expect(begun(await spied().ask(fields, grant))).toEqual(given.map((field) => `${field} begun`));
  });

  it('is not asked for ahead without a grant, nor of anybody but the person whose grant it is', async () => {
    const { ask } = spied();
    const own = grantFor('VF_SELF_SERVICE', { self: oid });
    expect(begun(await ask(fields, null))).toEqual([]);
    expect(begun(await ask(fields, own, [another]))).toEqual([]);
    expect(begun(await ask(fields, own, [another, oid]))).not.toEqual([]);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'at once',
      () => {
        throw new Error('no records');
      },
    ],
    ['later', () => Promise.reject(new Error('no records'))],
  ])('costs a student whose records cannot be asked for, %s, that field alone', async (_, trouble) => {
    expect(await askWithTrouble(trouble)).toEqual({
      data: { _entities: [{ studyRights: { state: 'KNOWN' } }, { studyRights: null }] },
      errors: 1,
    });
  });
});
