import { readFileSync } from 'node:fs';
import { parse, print, separateOperations } from 'graphql';
import { documentHash, type TrustedDocuments } from '../../limits/trusted-file.ts';
import type { CardView } from './card-request.ts';

interface CardOperation {
  /** Its name in `card.graphql`. */
  readonly name: string;
  /** The client that asks it. */
  readonly client: 'migri' | 'vf';
  /** With the fragments that it uses, and no others. */
  readonly document: string;
}

const separated = separateOperations(
  parse(readFileSync(new URL('card.graphql', import.meta.url), 'utf8'), { noLocation: true }),
);

/** The operation that each view asks. */
export const cardOperations: Readonly<Record<CardView, CardOperation>> = {
  officer: operationOf('StudentCardFirstPermit', 'migri'),
  extension: operationOf('StudentCardExtension', 'migri'),
  student: operationOf('StudentCardOwnView', 'vf'),
};

/** The card's operations, registered for the clients of the sandbox that ask them. */
export const cardTrustedDocuments: TrustedDocuments = new Map(
  Object.values(cardOperations).map(({ name, client, document }) => [
    documentHash(document),
    { clients: [client], document, name },
  ]),
);

function operationOf(name: string, client: CardOperation['client']): CardOperation {
  const document = separated[name];
  if (document === undefined) throw new Error(`card.graphql has no operation ${name}`);
  return { name, client, document: print(document) };
}
