import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../../subgraphs/registry/clock.ts';
import { consentRegistries } from '../../../subgraphs/registry/disclosed-as.ts';
import { acceptedCaseReference, isCaseReference } from '../../access/references.ts';
import { refusePlainly } from '../../http/refusal.ts';
import { callerKeys, createCallers } from '../callers.ts';
import { refuseForeignPages } from '../own-pages.ts';
import { people } from '../people.ts';
import { SandboxProblem } from '../sandbox-problem.ts';
import { boardOf, shownMocks } from './board.ts';
import type { ControlsConfig } from './controls-config.ts';
import { dials, turnDial } from './dials.ts';

const personKeys = people.map(({ key }) => key);

/** What a value must be, in the words of a refusal. */
const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

const askedCaller = z
  .strictObject(
    {
      caller: oneOf(callerKeys),
      person: oneOf(personKeys).nullable().default(null),
      consents: z
        .array(oneOf(consentRegistries), { error: `must be a list of ${consentRegistries.join(', ')}` })
        .max(consentRegistries.length)
        .default([]),
      caseReference: z
        .string({ error: 'must be a text or null' })
        .refine(isCaseReference, { error: `must be ${acceptedCaseReference}` })
        .nullable()
        .default(null),
    },
    { error: 'must be a JSON object with `caller`, `person`, `consents` and `caseReference`' },
  )
  .refine(({ caller, person }) => caller !== 'student' || person !== null, {
    path: ['person'],
    error: `must be one of ${personKeys.join(', ')} when the student asks`,
  });

const turned = z.strictObject({ dial: oneOf(dials) }, { error: 'must be a JSON object with `dial`' });

/**
 * Adds what the sandbox's pages steer it by: what there is to choose, credentials of whoever is to ask, and the dials of
 * the mock registries. All of it is JSON, for pages of the same origin. Where it is not added, there is nothing.
 */
export function addSandboxControls(
  app: FastifyInstance,
  { config, clock }: { readonly config: ControlsConfig; readonly clock: Clock },
): void {
  const callers = createCallers(config.issuerUrl);
  const mocks = shownMocks(config.mocks);
  const ofOwnPages = { onRequest: refuseForeignPages };
  app.get('/sandbox/controls', ofOwnPages, () => boardOf(clock.today(), mocks));
  app.post('/sandbox/credentials', ofOwnPages, (request, reply) =>
    answer(reply, async () => ({ headers: await callers.headersOf(read(askedCaller, request)) })),
  );
  app.put<{ Params: { registry: string } }>('/sandbox/dials/:registry', ofOwnPages, (request, reply) =>
    answer(reply, async () => {
      const mock = mocks.find(({ name }) => name === request.params.registry);
      if (mock === undefined) {
        const known = mocks.map(({ name }) => name).join(', ');
        throw new SandboxProblem('BAD_USER_INPUT', `\`registry\` must be one of ${known}.`);
      }
      const { dial } = read(turned, request);
      await turnDial(mock, dial);
      return { key: mock.name, dial };
    }),
  );
}

/** The body, checked. Throws `SandboxProblem` naming what is wrong first, and what is accepted. */
function read<S extends z.ZodType>(schema: S, { body }: FastifyRequest): z.infer<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  const where = path === '' ? 'The body' : `\`${path}\``;
  throw new SandboxProblem('BAD_USER_INPUT', `${where} ${issue?.message ?? 'is not accepted'}.`);
}

async function answer(reply: FastifyReply, work: () => Promise<object>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SandboxProblem) return refusePlainly(reply, error);
    throw error;
  }
}
