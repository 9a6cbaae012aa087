import { type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import type { OperatorLog } from '../../subgraphs/registry/alarms.ts';
import { consentRegistries } from '../../subgraphs/registry/disclosed-as.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import type { Client } from '../access/access.ts';
import type { Canonicalize } from '../federation/canonical/canonical-operation.ts';
import type { PlannedOperation } from '../federation/plan-executor.ts';
import type { TrustedDocument, TrustedDocuments } from '../limits/trusted-file.ts';
import type { PolicyTable } from '../policy/policy-table.ts';
import { pruneOperation } from '../policy/prune.ts';
import { createPreparer } from './prepared-operation.ts';

/** What registered operations are planned by. */
export interface PlanAheadParts {
  readonly schema: GraphQLSchema;
  readonly policy: PolicyTable;
  readonly canonicalize: Canonicalize;
  readonly planAhead: (operation: PlannedOperation) => Promise<void>;
  /** The registered client of an id; null when there is none. */
  readonly clientOf: (id: string) => Client | null;
  readonly today: string;
  readonly log: OperatorLog;
}

/**
 * Plans registered operations before anybody asks them: for each purpose of the clients that they are registered for, as
 * it asks when all consents are given, nothing is needed besides, and no switch is on.
 */
export async function planRegistered(documents: TrustedDocuments, parts: PlanAheadParts): Promise<void> {
  for (const registered of documents.values()) {
    try {
      for (const grant of grantsFor(registered, parts)) await planFor(registered, grant, parts);
    } catch {
      parts.log.warn({ operation: registered.name }, 'A registered operation cannot be planned.');
    }
  }
}

function grantsFor({ clients }: TrustedDocument, { clientOf }: PlanAheadParts): readonly Grant[] {
  return clients.flatMap((id) => {
    const client = clientOf(id);
    if (client === null) return [];
    const isPersons = client.kind === 'PERSON_SERVICE';
    const all = Object.fromEntries(consentRegistries.map((registry) => [registry, 'GRANTED'] as const));
    const consents = isPersons ? all : null;
    return client.purposes.map((purpose) => ({ purpose, needs: [], consents, self: null, endUser: null }));
  });
}

async function planFor(
  { document: text }: TrustedDocument,
  grant: Grant,
  { schema, policy, canonicalize, planAhead, today }: PlanAheadParts,
): Promise<void> {
  const document = parse(text, { noLocation: true });
  const operation = getOperationAST(document);
  if (!operation || validate(schema, document).length > 0)
    throw new Error('It is no operation of this graph');
  const variables = {};
  const { shared } = canonicalize({ document, operation, variables });
  const pruned = pruneOperation({ schema, policy, ...shared, variables, grant, today });
  await planAhead({ ...createPreparer()({ pruned, schema, variables }), variables });
}
