import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personaOid } from '../officer-query.ts';
import { type GatewayOver, startGatewayOver } from './gateway-over.ts';
import { brokenPerson, type StockPart, secretText, startStockPart, unknownPerson } from './stock-part.ts';

let part: StockPart;
let gateway: GatewayOver;
beforeAll(async () => {
  part = await startStockPart();
  gateway = await startGatewayOver('virta', part.url);
});
afterAll(async () => {
  await gateway.close();
  await part.close();
});

const person = personaOid(9000);
const asked = (oppijanumero: string, facts: string): string =>
  `{ student(oppijanumero: "${oppijanumero}") { ${facts} } }`;
const traceId = () => crypto.randomUUID().replaceAll('-', '');

/** What is recorded of a request, by registry. */
async function toldIn(id: string) {
  const records = await gateway.records(id);
  const intents = records.filter((record) => record.kind === 'INTENT');
  const outcomes = records.filter((record) => record.kind === 'OUTCOME');
  const told = outcomes
    .flatMap((outcome) => outcome.told)
    .map(({ commitments, ...one }) => {
      return { ...one, committed: Object.keys(commitments) };
    });
  return {
    registries: intents.flatMap(({ registries }) => registries),
    subjects: outcomes.map(({ subject }) => subject),
    of: (registry: string) => told.filter((one) => one.registry === registry),
  };
}

describe('a graph with one part on a stock server', () => {
  it('is answered, with what others make of it', async () => {
    const facts =
      'studyRights { state items { id type } } studyRightValidity { determination value } identity { state }';
    const { body } = await gateway.ask(asked(person, facts));
    expect(body.errors).toBeUndefined();
    expect(body.data.student).toEqual({
      studyRights: { state: 'KNOWN', items: [{ id: '10088:1', type: 'MASTER' }] },
      studyRightValidity: { determination: 'DETERMINED', value: true },
      identity: { state: 'KNOWN' },
    });
  });

  it('is recorded: whose registry it is, what was read and what went out', async () => {
    const id = traceId();
    await gateway.ask(asked(person, 'alias: studyRights { known: state items { id type } }'), id);
    const told = await toldIn(id);
    expect(told.registries).toContain('VIRTA');
    expect(told.subjects).toEqual([person]);
    expect(told.of('VIRTA')).toEqual([
      {
        registry: 'VIRTA',
        read: [{ fact: 'studyRights', state: 'GIVEN', reason: null }],
        disclosed: ['studyRights{items{id type} state}'],
        reachedSource: 'UNKNOWN',
        committed: ['studyRights'],
      },
    ]);
    expect(told.of('GATEWAY')).toEqual([]);
  });

  it('is recorded where it was read for another part alone', async () => {
    const id = traceId();
    await gateway.ask(asked(person, 'studyRightValidity { determination }'), id);
    const told = await toldIn(id);
    expect(told.of('VIRTA')).toMatchObject([
      { read: [{ fact: 'studyRights', state: 'GIVEN' }], disclosed: [], committed: [] },
    ]);
    expect(told.of('GATEWAY')).toMatchObject([{ disclosed: ['studyRightValidity{determination}'] }]);
  });

  it.each([
    ['it knows nobody', unknownPerson],
    ['it breaks', brokenPerson],
  ])('is recorded where %s: that nothing went out, too, went out', async (_what, oppijanumero) => {
    const id = traceId();
    const { body } = await gateway.ask(asked(oppijanumero, 'studyRights { state }'), id);
    expect(body.data.student).toEqual({ studyRights: null });
    const told = await toldIn(id);
    expect(told.of('VIRTA')).toEqual([
      {
        registry: 'VIRTA',
        read: [{ fact: 'studyRights', state: 'NO_ANSWER', reason: null }],
        disclosed: ['studyRights'],
        reachedSource: 'UNKNOWN',
        committed: ['studyRights'],
      },
    ]);
    expect(told.of('GATEWAY')).toEqual([]);
  });

  it('tells that it broke and not why, to the client and in the log', async () => {
    const { body, text } = await gateway.ask(asked(brokenPerson, 'mine: studyRights { state }'));
    expect(body.errors).toEqual([
      {
        message: 'The part “virta” of the gateway could not answer this.',
        path: ['student', 'mine'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'virta' },
      },
    ]);
    expect(gateway.log()).toContain('"subgraph":"virta","kind":"ERRORS","status":200');
    for (const out of [text, gateway.log()]) expect(out).not.toMatch(/010190|does not exist|stock-part/);
    expect(secretText).toMatch(/010190-987.*does not exist/);
  });
});
