import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { readAnchor } from '../../gateway/disclosure/anchor.ts';
import { publicKeyIn } from '../../gateway/disclosure/command/opened.ts';
import { anchorPathOf } from '../../gateway/disclosure/settings.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { type Verification, verifyLog } from '../../gateway/disclosure/verify/verify-log.ts';
import type { Headers } from '../sandbox-access.ts';
import { outputFolder } from '../test-output.ts';

const script = fileURLToPath(new URL('gateway-process.ts', import.meta.url));
const clients = 16;
const answer = z.object({
  data: z.object({ student: z.object({}) }),
  extensions: z.object({ receipt: z.object({ jws: z.string() }) }),
});
const query =
  'query ($id: Oppijanumero!) { student(oppijanumero: $id) { identity { state familyName } studyRights { state } } }';

/** An answer that came whole, by its receipt. */
const answeredRequest = z.object({ requestId: z.string(), registries: z.array(z.string()) });

/** An answer that came whole: its request, and the registries that it tells from. */
export type AnsweredRequest = z.infer<typeof answeredRequest>;

/** A gateway that is killed and started again on the same log. */
export interface KilledGateway {
  /** Starts it, lets clients ask, kills it in the middle; the answers that came whole. */
  readonly answeredUntilKilled: (afterMs: number) => Promise<readonly AnsweredRequest[]>;
  /** Which of these the log does not have with an intent and an outcome for each registry. */
  readonly unlogged: (answers: readonly AnsweredRequest[]) => Promise<readonly AnsweredRequest[]>;
  readonly verify: () => Promise<Verification>;
}

/** Where the registries are, who asks, and about whom. */
export interface Asking {
  readonly environment: Readonly<Record<string, string>>;
  readonly headers: Headers;
  readonly people: readonly string[];
}

/** A gateway with a log of its own; the control answers before it writes. */
export function killedGateway({ environment, headers, people }: Asking, isControl = false): KilledGateway {
  const folder = outputFolder('killed');
  const keysFolder = join(folder, 'keys');
  const place = { kind: 'sqlite', path: join(folder, 'disclosures.sqlite') } as const;
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    OPS_PORT: '0',
    LOG_LEVEL: 'silent',
    MIN_CONCURRENT_QUERIES: '1000',
    ...environment,
    DISCLOSURE_LOG: `sqlite:${place.path}`,
    DISCLOSURE_KEYS: keysFolder,
  };
  return {
    answeredUntilKilled: async (afterMs) => {
      const child = fork(script, isControl ? ['--answer-first'] : [], {
        env,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const exited = once(child, 'exit');
      const [url] = await once(child, 'message');
      const answered: AnsweredRequest[] = [];
      // The first answer waits for keys, connections and a plan; the moments are counted from it on.
      await ask(`${url}/graphql`, { headers, id: people[0] }, answered);
      const asking = Array.from({ length: clients }, (_, client) =>
        askUntilGone(`${url}/graphql`, { headers, people, client }, answered),
      );
      await sleep(afterMs);
      child.kill('SIGKILL');
      await Promise.all([exited, ...asking]);
      return answered;
    },
    unlogged: async (answers) => {
      const source = await openSource(place);
      const logged = new Set<string>();
      for await (const page of source.find({})) {
        for (const { body } of page) {
          const { kind, requestId, told = [{ registry: '' }] } = JSON.parse(body);
          for (const { registry } of told) logged.add(`${kind} ${requestId} ${registry}`);
        }
      }
      await source.close();
      return answers.filter(
        ({ requestId, registries }) =>
          !logged.has(`INTENT ${requestId} `) ||
          !registries.every((registry) => logged.has(`OUTCOME ${requestId} ${registry}`)),
      );
    },
    verify: async () => {
      const source = await openSource(place);
      const anchor = readAnchor(anchorPathOf(place, keysFolder));
      const verified = await verifyLog(source, { publicKey: publicKeyIn(undefined, keysFolder), anchor });
      await source.close();
      return verified;
    },
  };
}

interface Client {
  readonly headers: Headers;
  readonly people: readonly string[];
  readonly client: number;
}

/** Asks one after another until nobody answers any more. */
async function askUntilGone(
  url: string,
  { headers, people, client }: Client,
  answered: AnsweredRequest[],
): Promise<void> {
  let isThere = true;
  for (let turn = client; isThere; turn += clients) {
    isThere = await ask(url, { headers, id: people[turn % people.length] }, answered);
  }
}

interface Question {
  readonly headers: Headers;
  readonly id: string | undefined;
}

/** Asks once, and notes the request of an answer that came whole; false when nobody answers. */
async function ask(url: string, { headers, id }: Question, answered: AnsweredRequest[]): Promise<boolean> {
  const text = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables: { id } }),
  }).then(
    (response) => response.text().catch(() => null),
    () => null,
  );
  if (text === null) return false;
  const { jws } = answer.parse(JSON.parse(text)).extensions.receipt;
  answered.push(answeredRequest.parse(decodeJwt(jws)));
  return true;
}
