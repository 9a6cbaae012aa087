import process from 'node:process';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Answer, answered, failed } from '../../subgraphs/registry/answer.ts';
import { casLogIn } from '../../subgraphs/registry/cas.ts';
import type { HttpReply } from '../../subgraphs/registry/http.ts';
import { oauthLogIn } from '../../subgraphs/registry/oauth.ts';
import { retryAtOf } from '../../subgraphs/registry/reply.ts';
import type { Credential, LogIn } from '../../subgraphs/registry/session.ts';
import { editedJson } from './edit-json.ts';
import { editedText } from './edit-text.ts';
import { fuzzRuns, fuzzSeed } from './fuzz-settings.ts';
import { clientInMemory, observedAt, type Responder } from './in-memory-upstream.ts';
import { cookieFaults, tokenFaults } from './log-in-oracle.ts';
import { type Mutation, mutations } from './mutation.ts';

const start = 1_780_000_000_000;
const counts = { CAS: 0, OAuth: 0, given: 0 };
const settings = { numRuns: fuzzRuns, seed: fuzzSeed };

afterAll(() => {
  process.stdout.write(
    `fuzzed ${counts.CAS} log-ins by CAS and ${counts.OAuth} by OAuth, ${counts.given} still gave one\n`,
  );
});

function mutatedText(text: string, { inTree, inText }: Mutation): string {
  let mutated = text;
  for (const edit of inTree) mutated = editedJson(mutated, edit);
  for (const edit of inText) mutated = editedText(mutated, edit) ?? mutated;
  return mutated;
}

function run(logIn: LogIn): Promise<Answer<Credential>> {
  return logIn(new AbortController().signal);
}

describe('a log-in by OAuth', () => {
  const real = '{"access_token":"eyJ.abc.def","token_type":"Bearer","expires_in":300,"scope":"x"}';

  it('gives the token of the reply or none, whatever the reply says', async () => {
    const logIn = async (text: string, status: number) => {
      const reply = { status, headers: { 'content-type': 'application/json' }, text };
      const server = clientInMemory('http://oauth', () => reply);
      return run(oauthLogIn({ server, tokenPath: '/t', clientId: 'i', clientSecret: 's', now: () => start }));
    };
    const property = fc.asyncProperty(mutations, async (mutation) => {
      const text = mutatedText(real, mutation);
      const status = mutation.reply < 8 ? 100 + mutation.reply * 57 : 200;
      const answer = await logIn(text, status);
      counts.OAuth += 1;
      if (answer.answered) counts.given += 1;
      expect(tokenFaults(answer, { status, text }, start)).toEqual([]);
    });
    await fc.assert(property, settings);
  }, 600_000);
});

describe('a log-in by CAS', () => {
  interface Replies {
    readonly location: string;
    readonly ticket: string;
    readonly cookies: readonly string[];
    readonly status: number;
  }
  const real: Replies = {
    location: 'https://cas.example/cas/v1/tickets/TGT-1-abc.example',
    ticket: 'ST-1-abc.example',
    cookies: ['other=1; Path=/', 'session=c0ffee==; Path=/; HttpOnly'],
    status: 200,
  };

  async function logIn(
    replies: Replies,
  ): Promise<{ readonly answer: Answer<Credential>; readonly paths: readonly string[] }> {
    const paths: string[] = [];
    const cas: Responder = ({ path }) => {
      paths.push(path);
      const headers: HttpReply['headers'] = { location: replies.location };
      return path === '/v1/tickets'
        ? { status: 201, headers, text: '' }
        : { status: replies.status, headers: {}, text: replies.ticket };
    };
    const service: Responder = ({ path }) => {
      paths.push(path);
      return { status: 302, headers: { 'set-cookie': [...replies.cookies] }, text: '' };
    };
    const answer = await run(
      casLogIn({
        cas: clientInMemory('http://cas/cas', cas),
        service: clientInMemory('http://service', service),
        username: 'u',
        password: 'p',
        exchangePath: '/login',
        cookieName: 'session',
        lifetimeMs: 60_000,
        now: () => start,
      }),
    );
    return { answer, paths };
  }

  const parts = fc.constantFrom('location', 'ticket', 'cookies');

  it('gives the cookie of the reply or none, and asks at its own addresses only', async () => {
    const property = fc.asyncProperty(mutations, parts, async (mutation, part) => {
      const cookies = real.cookies.map((cookie) => mutatedText(cookie, mutation));
      const text = mutatedText(part === 'location' ? real.location : real.ticket, mutation);
      const status = mutation.reply < 6 ? 200 + mutation.reply * 60 : 200;
      const replies = { ...real, status, [part]: part === 'cookies' ? cookies : text };
      const { answer, paths } = await logIn(replies);
      counts.CAS += 1;
      if (answer.answered) counts.given += 1;
      expect(cookieFaults(answer, replies.cookies, paths)).toEqual([]);
    });
    await fc.assert(property, settings);
  }, 600_000);
});

it('whatever Retry-After says, the time to retry is one or none', () => {
  const now = new Date(start);
  const header = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.nat().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.stringMatching(/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/),
  );
  fc.assert(
    fc.property(header, (text) => {
      const retryAt = retryAtOf({ status: 503, headers: { 'retry-after': text }, text: '' }, now);
      expect(retryAt === null || new Date(retryAt).toISOString() === retryAt).toBe(true);
    }),
    { ...settings, numRuns: Math.min(fuzzRuns, 2000) },
  );
});

describe('a broken log-in is caught', () => {
  const renewAt = start + 60_000;
  const token = '{"access_token":"right"}';
  const paths = ['/v1/tickets', '/v1/tickets/TGT-1', '/login?ticket=ST-1'];
  const given = (secret: string) => answered({ secret, renewAt }, observedAt);

  it.each([
    ['that takes a token from a refusal', tokenFaults(given('right'), { status: 400, text: token }, start)],
    [
      'that takes something else for the token',
      tokenFaults(given(token), { status: 200, text: token }, start),
    ],
    ["that takes another service's cookie", cookieFaults(given('session=1'), ['xsession=1; Path=/'], paths)],
    ['that takes an empty cookie', cookieFaults(given('session='), ['session=; Max-Age=0'], paths)],
    [
      'that follows a ticket with a path in it',
      cookieFaults(failed('INVALID_ANSWER'), [], ['/v1/tickets', '/v1/tickets/TGT-1/../x']),
    ],
  ])('%s', (_what, faults) => {
    expect(faults).not.toEqual([]);
  });
});
