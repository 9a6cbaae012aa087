import { setTimeout as sleep } from 'node:timers/promises';
import { officerQuery } from '../officer-query.ts';
import { type Sender, Tally } from './sending.ts';
import type { AttackedGateway } from './stage.ts';

/** Something that must be served at all times; what its requests came to. */
export interface Legitimate {
  readonly name: string;
  readonly run: (gateway: AttackedGateway, sender: Sender) => Promise<Tally>;
}

const one = '{ student(oppijanumero: "1.2.246.562.24.00000009001") {';
const parts = ['permits { state }', 'admissions { state }', 'studyRights { state }', 'identity { state }'];
let made = 0;

/** A document that nobody has asked yet, of a few fields. */
function newDocument(root: string, end: string): string {
  made += 1;
  const chosen = parts.filter((_, index) => (made >> index) % 2 === 1);
  return JSON.stringify({ query: `${root} a${made}: oppijanumero ${chosen.join(' ')} ${end}` });
}

async function all(sent: readonly Promise<{ readonly status: number }>[]): Promise<Tally> {
  const tally = new Tally();
  for (const { status } of await Promise.all(sent)) tally.count(status);
  return tally;
}

/** What is legitimate, whoever else attacks. */
export const legitimate: readonly Legitimate[] = [
  {
    name: '24 tabs at once',
    run: async (gateway, sender) => {
      const headers = await gateway.person('P13', 5);
      const body = JSON.stringify({
        query: '{ me { student { studyRights { state } permits { state } } } }',
      });
      return all(Array.from({ length: 24 }, () => sender.send(body, headers)));
    },
  },
  {
    name: '40 new documents, 8 at a time',
    run: async (gateway, sender) => {
      const tally = new Tally();
      for (let round = 0; round < 5; round += 1) {
        const sent = Array.from({ length: 8 }, () =>
          sender.send(newDocument(one, '} }'), gateway.official('deployed')),
        );
        for (const { status } of await Promise.all(sent)) tally.count(status);
      }
      return tally;
    },
  },
  {
    name: '60 different queries in turn',
    run: async (gateway, sender) => {
      const tally = new Tally();
      const headers = await gateway.person('P11', 0);
      for (let index = 0; index < 60; index += 1)
        tally.count((await sender.send(newDocument('{ me { student {', '} } }'), headers)).status);
      return tally;
    },
  },
  {
    name: 'a query a second',
    run: async (gateway, sender) => {
      const tally = new Tally();
      const headers = await gateway.person('P08', 1);
      for (let second = 0; second < 10; second += 1) {
        const body = JSON.stringify({ query: '{ me { student { identity { state } } } }' });
        tally.count((await sender.send(body, headers)).status);
        await sleep(1_000);
      }
      return tally;
    },
  },
  {
    name: '2 × 2,000 people at once',
    run: async (gateway, sender) => {
      const query =
        'query Many($of: [ID!]!) { students(oppijanumerot: $of) { askedFor student { studyRights { state } permits { state } } } }';
      const bodies = [0, 1].map((part) =>
        JSON.stringify({
          query,
          variables: { of: gateway.people.slice(part * 2_000, part * 2_000 + 2_000) },
        }),
      );
      return all(bodies.map((body) => sender.send(body, gateway.official('monitoring'))));
    },
  },
  {
    name: 'a new token',
    run: async (gateway, sender) => {
      const authorization = `Bearer ${await gateway.newToken('migri')}`;
      const variables = { oppijanumero: '1.2.246.562.24.00000009001' };
      const headers = { ...gateway.official('new'), authorization };
      return all([sender.send(JSON.stringify({ query: officerQuery, variables }), headers)]);
    },
  },
];
