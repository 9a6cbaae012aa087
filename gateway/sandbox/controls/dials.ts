import { z } from 'zod';
import { mockMark } from '../../../subgraphs/registry/http.ts';
import { SandboxProblem } from '../sandbox-problem.ts';
import type { MockAt } from './controls-config.ts';

/** Where a registry's dial can be turned. */
export const dials = ['normal', 'slow', 'down', 'malformed', 'logged-out'] as const;

/** Where a registry's dial stands. */
export type Dial = (typeof dials)[number];

/** How a registry talks, and so what can go wrong in it: VIRTA's SOAP has no sessions to lose, only a right of access. */
export type Speech = 'JSON' | 'SOAP';

/** Long enough to be felt, and short enough that three rounds of it are answered within a query's time. */
const slowMs = 1_200;

interface Fault {
  readonly fault: string;
  readonly ms?: number;
}

const faults: Readonly<Record<Speech, Readonly<Record<Dial, Fault>>>> = {
  JSON: {
    normal: { fault: 'normal' },
    slow: { fault: 'latency', ms: slowMs },
    // The port stays open, or the dial could not be turned back.
    down: { fault: 'reset' },
    malformed: { fault: 'malformed-json' },
    'logged-out': { fault: 'never-logged-in' },
  },
  SOAP: {
    normal: { fault: 'normal' },
    slow: { fault: 'latency', ms: slowMs },
    down: { fault: 'reset' },
    malformed: { fault: 'malformed-xml' },
    'logged-out': { fault: 'soap-access-denied' },
  },
};

const timeoutMs = 2_000;
const state = z.object({ fault: z.string() });
const shown = z.object({ dial: state });

/** A mock and how it talks. */
export interface DialledMock extends MockAt {
  readonly speaks: Speech;
}

/** Turns a registry's dial at its mock. Throws `SandboxProblem` when the mock does not answer or does not turn it. */
export async function turnDial({ name, origin, speaks }: DialledMock, dial: Dial): Promise<void> {
  const wanted = faults[speaks][dial];
  const absent = unavailable(`The mock of ${name} does not answer at ${origin}.`);
  // Nothing is sent that would change anything, before it is known that a mock hears it.
  if ((await call(origin, {})) === null) throw absent;
  const answer = await call(origin, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  if (answer === null) throw absent;
  if (!answer.ok || state.safeParse(answer.body).data?.fault !== wanted.fault) {
    throw unavailable(`What answers at ${origin} does not turn the dial of ${name}.`);
  }
}

/** Where a registry's dial stands; null when its mock does not say, or was turned to something else. */
export async function readDial({ origin, speaks }: DialledMock): Promise<Dial | null> {
  const fault = shown.safeParse((await call(origin, {}))?.body).data?.dial.fault;
  return dials.find((dial) => faults[speaks][dial].fault === fault) ?? null;
}

interface MockAnswer {
  readonly ok: boolean;
  /** What it says in JSON; null when it says nothing in it. */
  readonly body: unknown;
}

/** The answer of a mock; null when none comes, or without the mark that is in all answers of mocks. */
async function call(origin: string, sent: RequestInit): Promise<MockAnswer | null> {
  const signal = AbortSignal.timeout(timeoutMs);
  const request = fetch(`${origin}/__faults`, { ...sent, signal, redirect: 'error' });
  const response = await request.catch(() => null);
  const body: unknown = await response?.json().catch(() => null);
  return response?.headers.has(mockMark) ? { ok: response.ok, body } : null;
}

function unavailable(message: string): SandboxProblem {
  return new SandboxProblem('SANDBOX_UNAVAILABLE', message);
}
