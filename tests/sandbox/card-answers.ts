import { type CallerKey, createCallers } from '../../gateway/sandbox/callers.ts';
import { type CardAnswer, readAnswer } from '../../gateway/sandbox/card/ask-card.ts';
import type { CardView } from '../../gateway/sandbox/card/card-request.ts';
import { cardOperations } from '../../gateway/sandbox/card/operations.ts';
import type { CardStudent } from '../../gateway/sandbox/card/student.ts';
import { people } from '../../gateway/sandbox/people.ts';
import { consentRegistries } from '../../subgraphs/registry/disclosed-as.ts';
import type { ConsentRegistry } from '../../subgraphs/registry/grant.ts';
import { issuerUrl } from '../sandbox-access.ts';

/** An answer about somebody whom the registries know, and the view that asked for it. */
export interface Told extends CardAnswer {
  readonly person: (typeof people)[number];
  readonly view: CardView;
  readonly student: CardStudent;
}

/** Who asks for a card. */
export interface Asking {
  readonly key: string;
  readonly view: CardView;
  /** The view's own caller unless told. */
  readonly caller?: CallerKey;
  /** Every consent unless told. */
  readonly consents?: readonly ConsentRegistry[];
}

const callerOf = { officer: 'first-permit', extension: 'extension', student: 'student' } as const;

/** Asks a running gateway what a card asks; null when there is nobody to tell of. */
export async function askAt(url: string, asking: Asking): Promise<Told | null> {
  const { key, view, caller = callerOf[view], consents = consentRegistries } = asking;
  const person = people.find((one) => one.key === key) ?? raise(`no persona ${key}`);
  const isStudent = view === 'student';
  const asked = { caller, person: isStudent ? key : null, consents, caseReference: null };
  const headers = await createCallers(await issuerUrl()).headersOf(asked);
  const variables = isStudent ? {} : { oppijanumero: person.askedFor };
  const reply = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query: cardOperations[view].document, variables }),
  });
  const read = readAnswer(await reply.text());
  if (!read.ok) raise(`the card of ${key} as ${caller} is not to be had: ${read.code}`);
  const { student } = read.answer;
  return student === null ? null : { ...read.answer, student, person, view };
}

function raise(message: string): never {
  throw new Error(message);
}
