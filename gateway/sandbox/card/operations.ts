import { readFileSync } from 'node:fs';
import { documentHash, type TrustedDocuments } from '../../limits/trusted-file.ts';
import type { CardView } from './card-request.ts';

const files = {
  officer: { name: 'officer.graphql', client: 'migri' },
  extension: { name: 'extension.graphql', client: 'migri' },
  student: { name: 'own-view.graphql', client: 'vf' },
} as const satisfies Record<CardView, { readonly name: string; readonly client: string }>;

/** The document that a view asks. */
export const cardDocuments: Readonly<Record<CardView, string>> = {
  officer: documentIn('officer'),
  extension: documentIn('extension'),
  student: documentIn('student'),
};

/** The card's operations, registered for the clients of the sandbox that ask them. */
export const cardTrustedDocuments: TrustedDocuments = new Map(
  (['officer', 'extension', 'student'] as const).map((view) => {
    const { name, client } = files[view];
    const document = cardDocuments[view];
    return [documentHash(document), { clients: [client], document, name: `card/${name}` }] as const;
  }),
);

function documentIn(view: CardView): string {
  return readFileSync(new URL(files[view].name, import.meta.url), 'utf8');
}
