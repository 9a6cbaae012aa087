import { GraphQLError } from 'graphql';
import { perRequest, type RequestContext } from '../registry/context.ts';
import { isForOneself } from '../registry/enforcement.ts';
import type { Grant } from '../registry/grant.ts';
import { isOppijanumero } from '../registry/identifiers.ts';
import type { Resolvers, SubgraphTools } from '../registry/subgraph.ts';
import { createOnrClient } from './client.ts';
import type { OnrEnvironment } from './config.ts';
import { maxPersonsInCall } from './contract.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import {
  homeMunicipalityFactOf,
  identityFactOf,
  oppijanumeroOf,
  registryLookupOf,
  type StudentSource,
} from './mapping.ts';
import {
  invalidIdentifier,
  matchByCode,
  matchByNumber,
  notLinked,
  type StudentMatch,
  unresolvedCode,
} from './student-match.ts';

type Root = unknown;

interface Reference {
  readonly oppijanumero: string;
}

/** The resolvers of the learner-number registry. */
export function createResolvers(environment: OnrEnvironment, tools: SubgraphTools): Resolvers {
  const client = createOnrClient(environment, tools);
  const loadersOf = perRequest(createLoaders(client, environment));
  return {
    Query: {
      student: (_: Root, { oppijanumero }: Reference, context: RequestContext) =>
        studentOf(loadersOf(context), oppijanumero),
      studentByPersonalIdentityCode: (
        _: Root,
        { personalIdentityCode }: { readonly personalIdentityCode: string },
        context: RequestContext,
      ) => byCode(loadersOf(context), personalIdentityCode),
      students: (
        _: Root,
        { oppijanumerot }: { readonly oppijanumerot: readonly string[] },
        context: RequestContext,
      ) => byNumbers(loadersOf(context), oppijanumerot),
      me: (_: Root, _arguments: unknown, context: RequestContext) =>
        ownMatch(loadersOf(context), context.grant?.self ?? null),
    },
    Student: {
      // Representations come unchecked by the scalar: what is no learner number must not reach the registry.
      __resolveReference: ({ oppijanumero }: Reference, context: RequestContext) =>
        isOppijanumero(oppijanumero) ? allowedStudent(loadersOf(context), oppijanumero, context.grant) : null,
      oppijanumero: oppijanumeroOf,
      lookup: registryLookupOf,
      identity: (student: StudentSource, _: unknown, { clock }: RequestContext) =>
        identityFactOf(student, clock.today()),
      homeMunicipality: homeMunicipalityFactOf,
    },
  };
}

async function studentOf(loaders: Loaders, asked: string): Promise<StudentSource> {
  return { asked, person: await loaders.person(asked) };
}

async function ownMatch(loaders: Loaders, self: string | null): Promise<StudentMatch> {
  return self === null ? notLinked() : matchByNumber(await studentOf(loaders, self));
}

/** A student as far as the grant goes: with one for oneself, ONR is asked about nobody else. */
async function allowedStudent(
  loaders: Loaders,
  asked: string,
  grant: Grant | null,
): Promise<StudentSource | null> {
  if (grant === null) return null;
  if (!isForOneself(grant)) return studentOf(loaders, asked);
  if (grant.self === null) return null;
  const own = await studentOf(loaders, grant.self);
  return registryLookupOf(own).personOids.includes(asked) ? own : null;
}

async function byCode(loaders: Loaders, code: string): Promise<StudentMatch> {
  const holders = await loaders.code(code);
  if (!holders.answered) return unresolvedCode(holders.reason);
  return matchByCode(await Promise.all(holders.personOids.map((oid) => studentOf(loaders, oid))));
}

async function byNumbers(
  loaders: Loaders,
  asked: readonly string[],
): Promise<readonly StudentMatch[] | GraphQLError> {
  if (asked.length < 1 || asked.length > maxPersonsInCall) {
    const accepted = `from 1 to ${maxPersonsInCall} learner numbers`;
    const message = `Argument "oppijanumerot" is not accepted. Expected ${accepted}.`;
    return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument: 'oppijanumerot' } });
  }
  return Promise.all(
    asked.map(async (text) =>
      isOppijanumero(text) ? matchByNumber(await studentOf(loaders, text)) : invalidIdentifier(text),
    ),
  );
}
