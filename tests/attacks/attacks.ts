import { connect } from 'node:net';
import type { Headers } from '../sandbox-access.ts';
import { everySecond, openSender, over, type Sender, Tally } from './sending.ts';
import type { AttackedGateway } from './stage.ts';

/** One way to take the service from others. */
export interface Attack {
  readonly name: string;
  /** Who attacks, with what. */
  readonly means: string;
  /** Attacks until the signal aborts; what its requests came to. */
  readonly run: (gateway: AttackedGateway, until: AbortSignal) => Promise<Tally>;
  /** What the registries are like meanwhile, also while the victim is alone. */
  readonly slow?: { readonly whom: string; readonly ms: number };
}

const oid = '1.2.246.562.24.00000009013';
const fields = [
  'identity',
  'studyRights',
  'admissions',
  'permits',
  'studyRightValidity',
  'termRegistrations',
];

/** A body whose document nobody has sent: its fields in an order of their own, under names of their own. */
function freshBody(index: number, [open, close]: readonly [string, string]): string {
  const turned = [...fields.slice(index % fields.length), ...fields.slice(0, index % fields.length)];
  const chosen = turned.filter((_, place) => place === 0 || (index >> place) % 2 === 0);
  const selected = chosen.map((field, place) => {
    const parts = field === 'studyRightValidity' ? 'determination value' : 'state';
    return `f${index}_${place}: ${field} { ${parts} }`;
  });
  return JSON.stringify({ query: `${open} ${selected.join(' ')} ${close}` });
}

const aboutMe = (index: number): string => freshBody(index, ['{ me { student {', '} } }']);
const aboutOne = (index: number): string => freshBody(index, [`{ student(oppijanumero: "${oid}") {`, '} }']);

async function flood(
  gateway: AttackedGateway,
  one: (sender: Sender, tally: Tally) => Promise<void>,
): Promise<Tally> {
  const tally = new Tally();
  const sender = openSender(gateway.url);
  await one(sender, tally);
  await sender.close();
  return tally;
}

/** Opens requests whose body never comes, and opens anew what is closed. */
async function unfinished(
  gateway: AttackedGateway,
  headers: Headers,
  { atOnce, until }: { readonly atOnce: number; readonly until: AbortSignal },
): Promise<Tally> {
  const tally = new Tally();
  const { hostname, port, host } = new URL(gateway.url);
  const lines = Object.entries({
    ...headers,
    host,
    'content-type': 'application/json',
    'content-length': '500',
  });
  const head = `POST /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n{`;
  const one = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(head));
      const end = (): void => void socket.destroy();
      until.addEventListener('abort', end, { once: true });
      socket.on('data', (data) => tally.count(data.toString().slice(9, 12)));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        tally.count('closed');
        until.removeEventListener('abort', end);
        resolve();
      });
    });
  await over(one, { atOnce, until });
  return tally;
}

/** Every attack that is measured. */
export const attacks: readonly Attack[] = [
  {
    name: 'unfinished bodies',
    means: 'one person, 300 requests whose body never comes',
    run: async (gateway, until) =>
      unfinished(gateway, await gateway.person('P00', 0), { atOnce: 300, until }),
  },
  {
    name: 'malformed bodies',
    means: 'one person, 32 at once',
    run: async (gateway, until) => {
      const headers = await gateway.person('P00', 0);
      return flood(gateway, (sender, tally) =>
        over(async () => tally.count((await sender.send('{"query": ', headers)).status), {
          atOnce: 32,
          until,
        }),
      );
    },
  },
  {
    name: 'new documents, person',
    means: 'one person, 16 at once',
    run: async (gateway, until) => {
      const headers = await gateway.person('P00', 0);
      return flood(gateway, (sender, tally) =>
        over(async (index) => tally.count((await sender.send(aboutMe(index), headers)).status), {
          atOnce: 16,
          until,
        }),
      );
    },
  },
  {
    name: 'new documents, client',
    means: 'one client, 16 at once',
    run: (gateway, until) =>
      flood(gateway, (sender, tally) =>
        over(async (index) => tally.count((await sender.send(aboutOne(index), gateway.developer)).status), {
          atOnce: 16,
          until,
        }),
      ),
  },
  {
    name: 'slow registry',
    means: 'VIRTA at 400 ms, one person 15 a second',
    slow: { whom: 'virta', ms: 400 },
    run: async (gateway, until) => {
      const headers = await gateway.person('P00', 5);
      const body = JSON.stringify({
        query:
          '{ me { student { studyRights { state } studyProgress { state } termRegistrations { state } } } }',
      });
      return flood(gateway, (sender, tally) =>
        everySecond(15, until, async () => tally.count((await sender.send(body, headers)).status)),
      );
    },
  },
  {
    name: 'consents',
    means: 'consent service at 300 ms, one person with ten consents 10 a second',
    slow: { whom: 'consents', ms: 300 },
    run: async (gateway, until) => {
      const headers = await gateway.person('P00', 10);
      const body = JSON.stringify({ query: '{ me { student { permits { state } } } }' });
      return flood(gateway, (sender, tally) =>
        everySecond(10, until, async () => tally.count((await sender.send(body, headers)).status)),
      );
    },
  },
  {
    name: 'made-up officials',
    means: 'one client, a new X-End-User each time, 8 at once',
    run: (gateway, until) =>
      flood(gateway, (sender, tally) =>
        over(
          async (index) => {
            const body = JSON.stringify({
              query: `{ student(oppijanumero: "${oid}") { feePayments { state } } }`,
            });
            tally.count((await sender.send(body, gateway.otherOfficial(`made-up-${index}`))).status);
          },
          { atOnce: 8, until },
        ),
      ),
  },
  {
    name: 'stranger',
    means: '500 garbage tokens a second',
    run: (gateway, until) =>
      flood(gateway, (sender, tally) =>
        everySecond(500, until, async (index) => {
          const headers = { authorization: `Bearer e30.e30.${index}` };
          tally.count((await sender.send('{"query": "{ __typename }"}', headers)).status);
        }),
      ),
  },
];
