import { describe, expect, it } from 'vitest';
import { countsOf, numbers, start } from '../contract/oppijanumero-running.ts';
import { grantFor } from '../grants.ts';

const me =
  '{ me { askedFor code reason { code whoCanFix } student { oppijanumero lookup { personOids } } } }';
const reference = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Student { oppijanumero lookup { personOids } } } }`;

function representations(...oids: readonly string[]) {
  return { of: oids.map((oppijanumero) => ({ __typename: 'Student', oppijanumero })) };
}

function own(self: string | null) {
  return grantFor('VF_SELF_SERVICE', { self });
}

describe('the person who is logged in', () => {
  it('is found under the number of the log-in, also when it was merged into another since', async () => {
    const { run } = await start();
    const { data, errors } = await run(me, {}, own(numbers.slave));
    expect(errors).toBeUndefined();
    expect(data?.me).toEqual({
      askedFor: numbers.slave,
      code: 'FOUND',
      reason: null,
      student: {
        oppijanumero: numbers.master,
        lookup: { personOids: [numbers.master, numbers.slave, numbers.otherSlave] },
      },
    });
  });

  it('is nobody without a number, and ONR is not asked', async () => {
    const { run, mock } = await start();
    const { data } = await run(me, {}, own(null));
    expect(data?.me).toEqual({
      askedFor: null,
      code: 'NOT_LINKED',
      reason: { code: 'PERSON_NOT_LINKED', whoCanFix: 'STUDENT' },
      student: null,
    });
    expect(countsOf(mock)).toEqual({});
  });

  it.each(['MIGRI_FIRST_PERMIT', 'FEE_OBLIGATION_CHECK', 'SANDBOX'] as const)(
    'is nobody for %s',
    async (purpose) => {
      const { run, mock } = await start();
      const { data } = await run(me, {}, grantFor(purpose));
      expect(data?.me).toBeNull();
      expect(countsOf(mock)).toEqual({});
    },
  );
});

describe('a representation of a student', () => {
  it('is resolved for the person under every number that is linked', async () => {
    const { run } = await start();
    const asked = representations(numbers.master, numbers.slave, numbers.otherSlave);
    const { data, errors } = await run(reference, asked, own(numbers.slave));
    expect(errors).toBeUndefined();
    expect(data?._entities).toHaveLength(3);
    expect(JSON.stringify(data)).not.toContain('null');
  });

  it('is nobody when it is of somebody else, and ONR is asked about the person alone', async () => {
    const answers: string[] = [];
    const spoil = (_: string, body: unknown): unknown => {
      answers.push(JSON.stringify(body));
      return body;
    };
    const { run } = await start({ spoil });
    const others = representations(numbers.manual, numbers.hidden);
    const { data } = await run(reference, others, own(numbers.master));
    expect(data?._entities).toEqual([null, null]);
    expect(answers.some((text) => text.includes(numbers.master))).toBe(true);
    expect(answers.filter((text) => text.includes(numbers.manual) || text.includes(numbers.hidden))).toEqual(
      [],
    );
  });

  it.each([
    ['nobody is linked to the log-in', own(null)],
    ['a student is looked for by number', own(numbers.master)],
  ])('is nobody while %s', async (_when, grant) => {
    const { run, mock } = await start();
    const { data } = await run(`{ student(oppijanumero: "${numbers.manual}") { oppijanumero } }`, {}, grant);
    expect(data?.student).toBeNull();
    expect(countsOf(mock)).toEqual({});
  });
});
