import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { RequestContext } from '../../subgraphs/registry/context.ts';
import type { Purpose } from '../../subgraphs/registry/purpose.ts';
import { defineSubgraph, type Subgraph } from '../../subgraphs/registry/subgraph.ts';
import type { DisclosureLog } from '../disclosure/disclosure-log.ts';
import { entitlementsOf } from '../policy/entitlements.ts';
import type { PolicyTable } from '../policy/policy-table.ts';
import { heldBackRule, labels } from './labels.ts';
import { personView } from './person-view.ts';

/** What the gateway's own part of the graph tells of. */
export interface OwnSubgraphParts {
  readonly policy: PolicyTable;
  readonly log: Pick<DisclosureLog, 'ofSubject'>;
}

const mostEntries = 200;

/** The gateway's own part of the graph: what a purpose gives, and who has looked at a person's data. */
export function ownSubgraph({ policy, log }: OwnSubgraphParts): Subgraph {
  return defineSubgraph({
    name: 'gateway',
    environment: z.object({}),
    labels,
    resolvers: () => ({
      Query: {
        myEntitlements: (
          _: unknown,
          { purpose }: { readonly purpose?: Purpose | null },
          { grant }: RequestContext,
        ) => {
          const asked = purpose ?? grant?.purpose;
          return asked === undefined ? null : entitlementsOf(policy, asked).map(toEntitlement);
        },
        myDisclosures: async (_: unknown, page: Page, { grant, clock, requestId }: RequestContext) => {
          if (!Number.isInteger(page.first) || page.first < 1 || page.first > mostEntries) return badPage();
          const self = grant?.self ?? null;
          if (self === null) return null;
          const terms = { now: clock.now(), first: page.first, before: page.before ?? null, not: requestId };
          return { ...personView(await log.ofSubject(self), terms), heldBackRule };
        },
      },
    }),
  });
}

interface Page {
  readonly first: number;
  readonly before?: string | null;
}

function toEntitlement({ field, row, cell }: ReturnType<typeof entitlementsOf>[number]) {
  return { field, row, given: cell };
}

function badPage(): GraphQLError {
  const accepted = `a whole number from 1 to ${mostEntries}`;
  return new GraphQLError(`first: expected ${accepted}.`, {
    extensions: { code: 'BAD_USER_INPUT', argument: 'first', accepted },
  });
}
