import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Denial } from '../../../subgraphs/registry/decision.ts';
import { jsonOf } from '../../disclosure/json-of.ts';
import { documentHash } from '../../limits/trusted-file.ts';
import type { Callers } from '../callers.ts';
import type { CardChoice, CardView } from './card-request.ts';
import { cardOperations } from './operations.ts';
import { type CardStudent, studentShape } from './student.ts';

/** An answer that the card shows. */
export interface CardAnswer {
  readonly student: CardStudent | null;
  /** Fields that were not given, `Student.attendance`, by the code of why. */
  readonly denied: ReadonlyMap<string, Denial>;
  /** The signed receipt. */
  readonly receipt: string | null;
}

/** What became of the question: an answer, or the code of why there is none. */
export type Asked =
  | { readonly ok: true; readonly answer: CardAnswer }
  | { readonly ok: false; readonly code: string };

/** What the card asks by. */
export interface CardDoor {
  readonly app: FastifyInstance;
  /** Null where the sandbox has no tokens to give. */
  readonly callers: Callers | null;
  /** Whether the gateway knows the card's operations by their hashes. */
  readonly byHash: boolean;
}

const callerOf = {
  officer: 'first-permit',
  extension: 'extension',
  student: 'student',
} as const satisfies Record<CardView, string>;

const denials = [
  'NOT_PERMITTED',
  'CONSENT_REQUIRED',
  'CONSENT_UNVERIFIABLE',
  'POLICY_NOT_EVALUATED',
] as const satisfies readonly Denial[];

const body = z.object({
  data: z
    .object({
      student: studentShape.nullish(),
      me: z.object({ student: studentShape.nullable() }).nullish(),
    })
    .nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).default([]),
  extensions: z
    .object({
      policy: z
        .object({ denied: z.array(z.object({ field: z.string(), code: z.enum(denials) })) })
        .optional(),
      receipt: z.object({ jws: z.string() }).optional(),
    })
    .default({}),
});

/** Asks the gateway at its own door, as the chosen caller would: entry, policy, log and receipt all apply. */
export async function askCard({ person, view, consents }: CardChoice, door: CardDoor): Promise<Asked> {
  const caller = callerOf[view];
  const asked = { caller, person: view === 'student' ? person.key : null, consents, caseReference: null };
  const headers = (await door.callers?.headersOf(asked).catch(() => null)) ?? null;
  if (headers === null) return { ok: false, code: 'ISSUER' };
  const { document } = cardOperations[view];
  const question = door.byHash ? { documentId: `sha256:${documentHash(document)}` } : { query: document };
  const variables = view === 'student' ? {} : { oppijanumero: person.askedFor };
  const reply = await door.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { ...headers, 'content-type': 'application/json' },
    payload: JSON.stringify({ ...question, variables }),
  });
  return readAnswer(reply.body);
}

/** Reads an answer of the gateway to one of the card's operations. */
export function readAnswer(text: string): Asked {
  const read = body.safeParse(jsonOf(text));
  if (!read.success) return { ok: false, code: 'UNREADABLE' };
  const { data, errors, extensions } = read.data;
  const [error] = errors;
  if (error !== undefined && (data ?? null) === null) return { ok: false, code: error.extensions.code };
  const denied = new Map((extensions.policy?.denied ?? []).map(({ field, code }) => [field, code]));
  const student = data?.student ?? data?.me?.student ?? null;
  return { ok: true, answer: { student, denied, receipt: extensions.receipt?.jws ?? null } };
}
