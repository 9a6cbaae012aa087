import { z } from 'zod';
import { consentRegistries } from '../../../subgraphs/registry/disclosed-as.ts';
import type { ConsentRegistry } from '../../../subgraphs/registry/grant.ts';
import { people } from '../people.ts';

/** Whose system the card is of. */
export const cardViews = ['officer', 'extension', 'student'] as const;

/** Whose system the card is of. */
export type CardView = (typeof cardViews)[number];

/** A persona of the sandbox. */
export type SandboxPerson = (typeof people)[number];

/** Which card was asked for. */
export interface CardChoice {
  readonly person: SandboxPerson;
  readonly view: CardView;
  /** In the order of the registries; for the student's own view only. */
  readonly consents: readonly ConsentRegistry[];
}

/** A choice, or what of it is not acceptable. */
export type ReadChoice =
  | { readonly ok: true; readonly choice: CardChoice }
  | { readonly ok: false; readonly argument: 'person' | 'as' | 'consents'; readonly accepted: string };

const consents = z
  .string()
  .transform((text) => text.split(',').filter((name) => name !== ''))
  .pipe(z.array(z.enum(consentRegistries)));

/** Reads which card a query string asks for: P00 for an official with a first permit, unless told. */
export function readChoice(query: unknown): ReadChoice {
  const given: Readonly<Record<string, unknown>> = { ...Object(query) };
  const person = people.find(({ key }) => key === (given.person ?? 'P00'));
  if (person === undefined) {
    return { ok: false, argument: 'person', accepted: people.map(({ key }) => key).join(', ') };
  }
  const view = cardViews.find((one) => one === (given.as ?? 'officer'));
  if (view === undefined) return { ok: false, argument: 'as', accepted: cardViews.join(', ') };
  const named = consents.safeParse(given.consents ?? consentRegistries.join(','));
  if (!named.success) return { ok: false, argument: 'consents', accepted: consentRegistries.join(', ') };
  const chosen = consentRegistries.filter((one) => named.data.includes(one));
  return { ok: true, choice: { person, view, consents: view === 'student' ? chosen : [] } };
}

/** The query string of a choice, without the language. */
export function stateOf({ person, view, consents: given }: CardChoice): string {
  const consented = view === 'student' ? `&consents=${given.join(',')}` : '';
  return `person=${person.key}&as=${view}${consented}`;
}
