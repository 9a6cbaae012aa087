import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { grantHeader } from '../../subgraphs/registry/grant-claims.ts';
import { grantFor } from '../grants.ts';
import { type ForgedRequest, type Forgery, forgeries } from './forged-grants.ts';
import { type GrantedPart, post, question, startGrantedPart, type Told } from './granted-part.ts';

let part: GrantedPart;
let open: GrantedPart;
let real: GrantedPart;
const all = () => [part, open, real];
beforeAll(async () => {
  part = await startGrantedPart();
  open = await startGrantedPart({ isOpen: true });
  real = await startGrantedPart({ mode: 'real' });
});
afterAll(async () => {
  await Promise.all(all().map((one) => one.close()));
});
beforeEach(() => {
  for (const { mock } of all()) mock.clearCalls();
});

const send = (to: GrantedPart, { body = question, grants }: ForgedRequest): Promise<Told> =>
  post(
    to,
    body,
    grants.map((grant) => [grantHeader, grant]),
  );
const known = { data: { _entities: [{ studyRights: { state: 'KNOWN' } }] } };
const refusal = { status: 401, code: 'UNAUTHENTICATED', calls: 0 };

/** Whether a request is refused, and how often its registry was asked. */
async function outcomeOf(to: GrantedPart, forgery: Forgery) {
  const { status, code } = await send(to, await forgery(part));
  return { status, code, calls: to.mock.calls().length };
}

it('is answered with a grant of the gateway’s', async () => {
  const { status, body } = await send(part, { grants: [await part.sign()] });
  expect([status, part.mock.calls().length]).toEqual([200, 1]);
  expect(body).toMatchObject(known);
});

describe.each(Object.entries(forgeries))('a request with %s', (_what, [fault, forgery]) => {
  it('is refused for that, and no registry is asked', async () => {
    expect(await outcomeOf(part, forgery)).toEqual(refusal);
    expect(part.faults.at(-1)).toBe(fault);
  });

  it('would be found out, were nothing verified', async () => {
    expect(await outcomeOf(open, forgery)).toEqual({ status: 200, code: null, calls: 1 });
  });
});

describe('a grant that comes again', () => {
  it('is refused, and no registry is asked a second time', async () => {
    const grants = [await part.sign()];
    const answers = [await send(part, { grants }), await send(part, { grants })];
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [200, null],
      [401, 'UNAUTHENTICATED'],
    ]);
    expect(part.mock.calls()).toHaveLength(1);
  });

  it('is answered once, of many at the same time', async () => {
    const grants = [await part.sign()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(part, { grants })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(part.mock.calls()).toHaveLength(1);
  });

  it('is not spent by somebody who sends it with another body', async () => {
    const grants = [await part.sign()];
    expect(await send(part, { grants, body: `${question} ` })).toMatchObject({ status: 401 });
    expect(await send(part, { grants })).toMatchObject({ status: 200 });
  });
});

describe('without a grant', () => {
  it.each(['{ __typename }', '{ _service { sdl } }', '{ __schema { queryType { name } } }', '{'])(
    '%s is not answered either',
    async (query) => {
      const { status, code } = await send(part, { grants: [], body: JSON.stringify({ query }) });
      expect([status, code]).toEqual([401, 'UNAUTHENTICATED']);
    },
  );

  it('the schema is served with one', async () => {
    const body = JSON.stringify({ query: '{ _service { sdl } }' });
    const told = await send(part, { body, grants: [await part.sign({ body })] });
    expect(told.body.data._service.sdl).toContain('studyRights');
  });
});

describe('what a grant does not say', () => {
  const headers = (token: string) =>
    [
      [grantHeader, token],
      ['x-sandbox-today', '2020-01-01'],
      ['x-data-flow', 'include'],
    ] as const;

  it('is not taken from headers: calls are told to whom the grant says so', async () => {
    const untold = await post(part, question, headers(await part.sign()));
    const told = await send(part, { grants: [await part.sign({ calls: true })] });
    expect(untold.body.extensions.calls).toBeUndefined();
    expect(told.body.extensions.calls).toHaveLength(1);
  });

  it('is not given: nothing may be read by a grant of nothing', async () => {
    const { status, body } = await send(part, { grants: [await part.sign({ grant: null })] });
    expect([status, part.mock.calls().length]).toEqual([200, 0]);
    expect(body).not.toMatchObject(known);
  });
});

describe('a subgraph over real registries', () => {
  const grant = grantFor('MIGRI_FIRST_PERMIT', { endUser: 'official-17' });

  it('answers for the purposes of an authority', async () => {
    const { status, body } = await send(real, { grants: [await real.sign({ grant })] });
    expect([status, real.mock.calls().length]).toEqual([200, 1]);
    expect(body).toMatchObject(known);
  });

  it.each([
    ['the sandbox’s purpose', {}],
    ['a chosen day', { grant, day: '2026-01-16' }],
  ])('refuses %s, and asks nothing', async (_what, given) => {
    const grants = [await real.sign(given)];
    expect(await outcomeOf(real, async () => ({ grants }))).toEqual(refusal);
  });

  it('refuses what is for the sandbox’s, also with the same key', async () => {
    const grants = [await part.sign()];
    expect(await outcomeOf(real, async () => ({ grants }))).toEqual(refusal);
  });
});
