import { z } from 'zod';
import { adminPath } from './admin.ts';
import type { DialState } from './dials.ts';

/** A failure of a command, as a sentence for its user. */
export class CommandProblem extends Error {}

const stateSchema = z.object({
  registry: z.string(),
  fault: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  left: z.number().nullable(),
  struck: z.number(),
});

/** Where a dial stands, as a mock of any version tells it. */
export type ShownState = Omit<DialState, 'fault'> & { readonly fault: string };

/** Reads a mock's dial, or turns it by a JSON body. Throws a `CommandProblem` when that mock does not answer. */
export async function callDial(name: string, port: string | number, body?: string): Promise<ShownState> {
  const address = `http://127.0.0.1:${port}${adminPath}`;
  const turning = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const response = await fetch(address, body === undefined ? {} : { ...turning, body }).catch(() => null);
  if (response === null) {
    throw new CommandProblem(
      `No mock of ${name} answers on port ${port}. Start it with "npm run mock -- ${name}" or "npm start"; ` +
        'a port closed by "refuse" opens again by itself.',
    );
  }
  const answer: unknown = await response.json().catch(() => null);
  const state = stateSchema.or(z.object({ dial: stateSchema })).safeParse(answer);
  if (!state.success) throw new CommandProblem(`What answers on port ${port} is no mock of ${name}.`);
  const dial = 'dial' in state.data ? state.data.dial : state.data;
  if (dial.registry === name) return dial;
  throw new CommandProblem(`On port ${port} is the mock of ${dial.registry}, not of ${name}.`);
}
