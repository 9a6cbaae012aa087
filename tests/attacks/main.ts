import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { officerQuery } from '../officer-query.ts';
import { quantile } from '../soak/quantile.ts';
import { type Attack, attacks } from './attacks.ts';
import { legitimate } from './legitimate.ts';
import { openSender, type Tally } from './sending.ts';
import { type AttackedGateway, startAttacked } from './stage.ts';

const help = `Attacks a gateway with production's defaults, and measures what an authority notices.

  npm run attacks [-- options]

  --only NAME    one attack: ${attacks.map(({ name }) => name).join(', ')}
  --queries N    of the authority, alone and during each attack (default 200)
  --legitimate   what must be served is tried during each attack, too
  --help         this text

Ends with exit code 1 when the authority, or what is legitimate, was refused. Figures go to stdout, progress to stderr.`;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    queries: { type: 'string', default: '200' },
    legitimate: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** A client's minute is 6,000 requests, and may come at once. */
const burstMs = 15_000;

if (options.help) process.stdout.write(`${help}\n`);
else await main().catch(reportAndFail);

async function main(): Promise<void> {
  const queries = Number(options.queries);
  if (!Number.isInteger(queries) || queries < 10) return refuse('--queries: must be a whole number from 10');
  const chosen = attacks.filter(({ name }) => options.only === undefined || name === options.only);
  if (chosen.length === 0)
    return refuse(`--only: must be one of ${attacks.map(({ name }) => name).join(', ')}`);
  for (const attack of chosen) {
    const gateway = await startAttacked(4_000);
    try {
      await measure(gateway, attack, queries);
    } finally {
      await gateway.stop();
    }
  }
}

function reportAndFail(error: unknown): void {
  refuse(error instanceof Error ? error.message : 'The attacks could not be measured.');
}

function refuse(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

async function measure(gateway: AttackedGateway, attack: Attack, queries: number): Promise<void> {
  const { name, means, slow, run } = attack;
  process.stderr.write(`${name}: ${means}\n`);
  await asAuthority(gateway, 20);
  if (slow !== undefined) await gateway.slowDown(slow.whom, slow.ms);
  const alone = await asAuthority(gateway, queries);
  const ends = new AbortController();
  const begun = performance.now();
  const attacking = run(gateway, ends.signal);
  try {
    await sleep(500);
    const burst = await asAuthority(gateway, Math.ceil(queries / 4));
    // What an attacker may have at once is used up by then.
    await sleep(Math.max(0, begun + burstMs - performance.now()));
    const during = await asAuthority(gateway, queries);
    const consents = await consentsGranted(gateway);
    const served = options.legitimate ? await serveAll(gateway) : [];
    ends.abort();
    tell(attack, { alone, burst, during, consents, served, came: await attacking });
  } finally {
    ends.abort();
  }
}

interface Figures {
  readonly alone: Measured;
  readonly burst: Measured;
  readonly during: Measured;
  readonly consents: string;
  readonly served: readonly string[];
  readonly came: Tally;
}

function tell({ name }: Attack, { alone, burst, during, consents, served, came }: Figures): void {
  const line = [`p50 ${ratio(alone, during, 0.5)}`, `p99 ${ratio(alone, during, 0.99)}`];
  line.push(
    `p99 in the burst ${ratio(alone, burst, 0.99)}`,
    `refused ${burst.refused + during.refused}`,
    `another person's consents ${consents}`,
  );
  process.stdout.write(`${name} | ${line.join(' | ')} | attacker: ${came}\n`);
  for (const text of served) process.stdout.write(`  ${text}\n`);
  if (burst.refused + during.refused > 0) process.exitCode = 1;
}

interface Measured {
  readonly took: readonly number[];
  readonly refused: number;
}

/** An official's full query, five a second, of people in turn; what is not a whole answer counts as refused. */
async function asAuthority(gateway: AttackedGateway, queries: number): Promise<Measured> {
  const sender = openSender(gateway.url);
  const took: number[] = [];
  let refused = 0;
  for (let index = 0; index < queries; index += 1) {
    const oppijanumero = gateway.people[20 + (index % 500)];
    const body = JSON.stringify({ query: officerQuery, variables: { oppijanumero } });
    const { status, tookMs, text } = await sender.send(body, gateway.official(`official-${index % 5}`));
    if (status !== 200 || text.includes('"BUSY"')) refused += 1;
    took.push(tookMs);
    await sleep(Math.max(0, 50 - tookMs));
  }
  await sender.close();
  return { took, refused };
}

/** Another person asks twelve times, with five consents each; how many of the facts are given. */
async function consentsGranted(gateway: AttackedGateway): Promise<string> {
  const sender = openSender(gateway.url);
  const headers = await gateway.person('P13', 5);
  const fields = ['identity', 'admissions', 'studyRights', 'feePayments', 'permits'];
  const query = `{ me { student { ${fields.map((field) => `${field} { state }`).join(' ')} } } }`;
  let given = 0;
  for (let time = 0; time < 12; time += 1) {
    const { status, text } = await sender.send(JSON.stringify({ query }), headers);
    if (status === 200 && !text.includes('CONSENT_')) given += 1;
  }
  await sender.close();
  return `${given} of 12`;
}

function ratio(alone: Measured, during: Measured, share: number): string {
  const [before, now] = [quantile(alone.took, share), quantile(during.took, share)];
  return `${before.toFixed(0)} -> ${now.toFixed(0)} ms (× ${(now / before).toFixed(2)})`;
}

async function serveAll(gateway: AttackedGateway): Promise<readonly string[]> {
  const sender = openSender(gateway.url);
  const lines: string[] = [];
  for (const { name, run } of legitimate) {
    const tally: Tally = await run(gateway, sender);
    lines.push(`${name}: ${tally}`);
    if (!/^\d+ × 200$/.test(String(tally))) process.exitCode = 1;
  }
  await sender.close();
  return lines;
}
