import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DialState } from './dials.ts';
import type { Parameter } from './fault-entry.ts';
import { type CheckedSetting, checkSetting, faultsOf, rangeOf } from './setting.ts';

/** Where a mock's dial is turned and read. */
export const adminPath = '/__faults';

interface Desk {
  readonly registry: string;
  readonly state: () => DialState;
  readonly turn: (setting: CheckedSetting | null) => Promise<void>;
}

/** Adds the routes that read the dial and turn it. */
export function adminRoutes(app: FastifyInstance, desk: Desk): void {
  app.get(adminPath, () => ({ dial: desk.state(), faults: faultsOf(desk.registry).map(describe) }));
  app.post(adminPath, async (request, reply) => {
    // Also keeps web pages out: a browser asks before it sends JSON to another origin.
    if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
      return reply.code(415).send({ problem: 'The body must be application/json.' });
    }
    const check = checkSetting(jsonIn(request), desk.registry);
    if (!check.ok) return reply.code(400).send({ problem: check.problem });
    if (check.setting?.fault.name === 'refuse') return closeAfterAnswer(reply, check.setting, desk);
    await desk.turn(check.setting);
    return desk.state();
  });
}

/** A closed port cannot say that it has closed: the answer goes first. */
function closeAfterAnswer(reply: FastifyReply, setting: CheckedSetting, desk: Desk): FastifyReply {
  reply.raw.once('close', () => {
    desk.turn(setting).catch(() => undefined);
  });
  const { fault, parameters } = setting;
  const state: DialState = { ...desk.state(), fault: fault.name, parameters, left: null, struck: 0 };
  return reply.header('connection', 'close').send(state);
}

function describe({ name, does, parameters }: ReturnType<typeof faultsOf>[number]) {
  const shown = Object.entries(parameters).map(([key, parameter]) => [key, wordsOf(parameter)]);
  return { name, does, parameters: Object.fromEntries(shown) };
}

function wordsOf(parameter: Parameter): string {
  return `${parameter.means}: ${rangeOf(parameter)}, default ${parameter.default}`;
}

function jsonIn(request: FastifyRequest): unknown {
  try {
    return JSON.parse(typeof request.body === 'string' ? request.body : '');
  } catch {
    return null;
  }
}
