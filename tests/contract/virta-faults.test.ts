import { afterEach, describe, expect, it } from 'vitest';
import {
  envelope,
  fault,
  listAnswer,
  type RunningSubgraph,
  type Stub,
  type StubAnswer,
  startStub,
  startSubgraph,
} from './virta-running.ts';

const oid = (n: number) => `1.2.246.562.24.${String(n).padStart(11, '0')}`;
const right = (avain: string, more = '') =>
  `<Opiskeluoikeus avain="${avain}"><AlkuPvm>2025-08-01</AlkuPvm><Tila><AlkuPvm>2025-08-01</AlkuPvm><Koodi>1</Koodi></Tila><Tyyppi>4</Tyyppi><Myontaja>01901</Myontaja>${more}</Opiskeluoikeus>`;
const student = (number: string, rights: string) =>
  `<Opiskelija avain="s"><KansallinenOppijanumero>${number}</KansallinenOppijanumero><Opiskeluoikeudet>${rights}</Opiskeluoikeudet></Opiskelija>`;
const fields = 'studyRights { state reason { code } complete items { id } }';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function against(
  answer: (body: string) => StubAnswer,
  more: Record<string, string> = {},
): Promise<{ readonly stub: Stub; readonly subgraph: RunningSubgraph }> {
  const stub = await startStub(answer);
  const subgraph = startSubgraph({ ...stub.environment, ...more });
  open.push(subgraph, stub);
  return { stub, subgraph };
}

async function factFor(answer: StubAnswer) {
  const { subgraph } = await against(() => answer);
  const [found] = await subgraph.students(fields, [{ oids: [oid(1), oid(2)] }]);
  return found;
}

const unavailable = (code: string) => ({
  studyRights: { state: 'SOURCE_UNAVAILABLE', reason: { code }, complete: null, items: null },
});
const data = listAnswer(student(oid(1), right('A')));
const known = { studyRights: { state: 'KNOWN', reason: null, complete: true, items: [{ id: '01901:A' }] } };
const emptyResponse = envelope(
  '<l:OpiskelijanKaikkiTiedotListaResponse xmlns:l="http://tietovaranto.csc.fi/luku"/>',
);

describe('an answer of VIRTA', () => {
  it('is accepted under the root of the list or of the single operation', async () => {
    expect(await factFor({ body: data })).toEqual(known);
    const single = listAnswer(student(oid(1), right('A')), 'OpiskelijanKaikkiTiedotResponse');
    expect(await factFor({ body: single })).toEqual(known);
  });

  it('says "nothing there" by an empty response element only', async () => {
    expect(await factFor({ body: emptyResponse })).toMatchObject({ studyRights: { state: 'KNOWN_NONE' } });
    expect(await factFor({ body: envelope('') })).toEqual(unavailable('INVALID_ANSWER'));
  });

  const old = data.replace('virta/2015/09/01', 'virta/2013/01/29');
  it.each([
    [
      'the root of another operation',
      { body: listAnswer('', 'OpintosuorituksetResponse') },
      'INVALID_ANSWER',
    ],
    ['data of model 1.05', { body: old }, 'INVALID_ANSWER'],
    ['two bodies', { body: data.replace('<e:Body>', '<e:Body/><e:Body>') }, 'INVALID_ANSWER'],
    ['an HTML page', { body: '<html/>', headers: { 'content-type': 'text/html' } }, 'INVALID_ANSWER'],
    [
      'data declared as JSON',
      { body: data, headers: { 'content-type': 'application/json' } },
      'INVALID_ANSWER',
    ],
    [
      'a fault beside data',
      { body: data.replace('<e:Body>', `<e:Body>${faultOnly('Oops')}`) },
      'SOURCE_ERROR',
    ],
    [
      'a fault after data',
      { body: data.replace('</e:Body>', `${faultOnly('Oops')}</e:Body>`) },
      'SOURCE_ERROR',
    ],
    ['a fault with status 200', { body: fault('Oops') }, 'SOURCE_ERROR'],
    ['a fault with status 500', { status: 500, body: fault('Oops') }, 'SOURCE_ERROR'],
    ['a validation fault', { status: 500, body: fault('validation ERROR') }, 'REJECTED_BY_SOURCE'],
    ['denied access', { status: 500, body: fault('ACCESS Denied') }, 'AUTHENTICATION_FAILED'],
    [
      'denied access in plain text',
      { status: 500, body: 'access denied', headers: plain() },
      'AUTHENTICATION_FAILED',
    ],
    ['data with status 500', { status: 500, body: data }, 'INVALID_ANSWER'],
    ['nothing with status 500', { status: 500, body: emptyResponse }, 'INVALID_ANSWER'],
    ['plain text with status 500', { status: 500, body: 'Internal error', headers: plain() }, 'SOURCE_ERROR'],
    ['a redirect', { status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } }, 'INVALID_ANSWER'],
    ['too many requests', { status: 429, body: '' }, 'RATE_LIMITED'],
    [
      'bytes that are no UTF-8 text',
      { body: data, headers: { 'content-encoding': 'gzip' } },
      'INVALID_ANSWER',
    ],
  ])('with %s gives no fact', async (_what, answer, code) => {
    expect(await factFor(answer)).toEqual(unavailable(code));
  });

  it('never shows its words to anybody', async () => {
    const { subgraph } = await against(() => ({ status: 500, body: fault('150388-4561 is not valid') }));
    const found = await subgraph.students(
      'studyRights { reason { message { fi sv en } } stateLabel { fi } source { registry } }',
      [{ oids: [oid(1)] }],
    );
    expect(JSON.stringify(found)).not.toContain('150388');
  });
});

describe('a record that cannot be read', () => {
  const broken = right('B').replaceAll('2025-08-01', '2025-02-30');

  it('costs only itself, and the list says that it is not complete', async () => {
    expect(await factFor({ body: listAnswer(student(oid(1), broken + right('A'))) })).toEqual({
      studyRights: {
        state: 'KNOWN',
        reason: { code: 'RECORD_UNREADABLE' },
        complete: false,
        items: [{ id: '01901:A' }],
      },
    });
  });

  it('is never "nothing there" when it is the only one', async () => {
    const answer = { body: listAnswer(student(oid(1), broken)) };
    expect(await factFor(answer)).toEqual(unavailable('INVALID_ANSWER'));
  });

  it('that carries no identifier makes the person’s answer incomplete, and is not given to the person', async () => {
    const stray = student('', right('X'));
    expect(await factFor({ body: listAnswer(stray + student(oid(1), right('A'))) })).toMatchObject({
      studyRights: { state: 'KNOWN', complete: false, items: [{ id: '01901:A' }] },
    });
  });

  it('of somebody else is given to nobody, and the answer counts as incomplete', async () => {
    const other = student(oid(77), right('X'));
    const fact = await factFor({ body: listAnswer(other + student(oid(1), right('A'))) });
    expect(fact).toMatchObject({ studyRights: { state: 'KNOWN', reason: { code: 'RECORD_UNREADABLE' } } });
    expect(JSON.stringify(fact)).not.toContain(':X');
  });

  it('of a new kind of code is given as unknown, with the code', async () => {
    const { subgraph } = await against(() => ({
      body: listAnswer(
        student(oid(1), right('A').replace('<Tyyppi>4', '<Tyyppi>99').replace('<Koodi>1', '<Koodi>01')),
      ),
    }));
    const [found] = await subgraph.students(
      'studyRights { items { type typeCode typeLabel { en } states { state stateCode } } }',
      [{ oids: [oid(1), oid(2)] }],
    );
    const states = [{ state: 'UNKNOWN', stateCode: '01' }];
    expect(found).toEqual({
      studyRights: {
        items: [{ type: 'UNKNOWN', typeCode: '99', typeLabel: { en: 'Unknown type' }, states }],
      },
    });
  });
});

describe('a list question', () => {
  const crowd = Array.from({ length: 8 }, (_, n) => ({ oids: [oid(n + 1)] }));
  const asksFor = (body: string, n: number) => body.includes(oid(n));

  it('fails only for the persons of the call that failed', async () => {
    const { subgraph } = await against(
      (body) => (asksFor(body, 1) ? { status: 500, body: 'no', headers: plain() } : { body: emptyResponse }),
      { VIRTA_BATCH: '4' },
    );
    const found = await subgraph.students('studyRights { state }', crowd);
    const states = ['SOURCE_UNAVAILABLE', 'KNOWN_NONE'];
    expect(found).toEqual(
      states.flatMap((state) => Array.from({ length: 4 }, () => ({ studyRights: { state } }))),
    );
  });

  it('that VIRTA refuses for one number is asked again in halves, within eight calls', async () => {
    const { stub, subgraph } = await against((body) =>
      asksFor(body, 3) ? { status: 500, body: fault('Validation error') } : { body: emptyResponse },
    );
    const found = await subgraph.students('studyRights { state reason { code } }', crowd);
    expect(found.map((one) => JSON.stringify(one).includes('REJECTED_BY_SOURCE'))).toEqual(
      crowd.map((_, n) => n === 2),
    );
    expect(stub.bodies.length).toBeLessThanOrEqual(8);
  });

  it('keeps all numbers of a person in one call', async () => {
    const { stub, subgraph } = await against(() => ({ body: emptyResponse }), { VIRTA_BATCH: '2' });
    await subgraph.students('studyRights { state }', [
      { oids: [oid(1)] },
      { oids: [oid(2), oid(3)] },
      { oids: [oid(4)] },
    ]);
    const together = stub.bodies.filter((body) => asksFor(body, 2) || asksFor(body, 3));
    expect(together).toHaveLength(1);
    expect(stub.bodies).toHaveLength(3);
  });
});

function faultOnly(text: string): string {
  return `<e:Fault><faultcode>e:Server</faultcode><faultstring>${text}</faultstring></e:Fault>`;
}

function plain() {
  return { 'content-type': 'text/plain' };
}
