import type { Answer } from '../registry/answer.ts';
import { perPortion, type RequestContext } from '../registry/context.ts';
import { type FactEnvelope, markKept, unavailableFact } from '../registry/facts.ts';
import { withLoadAhead } from '../registry/load-ahead.ts';
import { type Gate, gateOf, markUnresolved, type RegistryLookup, withheldFact } from '../registry/lookup.ts';
import type { Resolvers, SubgraphTools } from '../registry/subgraph.ts';
import { createVirtaClient } from './client.ts';
import type { VirtaSettings } from './config.ts';
import type { RecordKind } from './contract.ts';
import { attainmentsOf, degreesOf } from './facts/attainments.ts';
import { listFactOf, type Reading, readEach, registry } from './facts/list-fact.ts';
import { mobilityPeriodOf } from './facts/mobility-periods.ts';
import { asSet, byStart } from './facts/order.ts';
import { studyLocationsOf } from './facts/study-locations.ts';
import { studyProgressOf } from './facts/study-progress.ts';
import { studyRightOf } from './facts/study-rights.ts';
import { termFeesOf } from './facts/term-fees.ts';
import { termRegistrationOf } from './facts/term-registrations.ts';
import { createLookUp } from './look-up.ts';
import type { PersonRecords } from './person-records.ts';
import { ruleId } from './rules/credits-by-academic-year.ts';
import { allAtHand, loadAll } from './wanted-kinds.ts';

interface StudentReference {
  readonly lookup?: RegistryLookup | null;
}

/** A field of `Student`: which records it needs and what it makes of them. */
interface FieldDefinition {
  readonly kinds: readonly RecordKind[];
  readonly revealsPlace?: boolean;
  readonly factOf: (records: PersonRecords, observedAt: string, context: RequestContext) => FactEnvelope;
}

/** Resolvers of the VIRTA subgraph. */
export function createResolvers(settings: VirtaSettings, tools: SubgraphTools): Resolvers {
  const client = createVirtaClient(settings, tools);
  const lookUpOf = perPortion(createLookUp(client, settings, tools));
  const resolve = (field: FieldDefinition) => {
    const { kinds } = field;
    /** By which numbers to ask for the field; where it cannot be, or may not, what it says instead. */
    const gateFor = ({ lookup }: StudentReference): Gate => {
      const gate = gateOf(registry, lookup);
      if (!gate.open) return gate;
      const isWithheld = field.revealsPlace === true && gate.lookup.nonDisclosure;
      return isWithheld ? { open: false, fact: withheldFact(registry) } : gate;
    };
    const resolver = (student: StudentReference, _arguments: unknown, context: RequestContext) => {
      const gate = gateFor(student);
      if (!gate.open) return gate.fact;
      const { lookup } = gate;
      const tell = (answer: Answer<PersonRecords>): FactEnvelope => {
        if (!answer.answered) return unavailableFact(registry, answer.failure);
        const fact = field.factOf(answer.value, answer.observedAt, context);
        return markUnresolved(markKept(fact, answer), lookup);
      };
      const wanted = { lookUp: lookUpOf(context), oids: lookup.personOids, kinds };
      const atHand = allAtHand(wanted);
      return atHand === null ? loadAll(wanted).then(tell) : tell(atHand);
    };
    return withLoadAhead(resolver, {
      begin: (student: StudentReference, context: RequestContext, coming) => {
        const gate = gateFor(student);
        if (!gate.open) return;
        for (const kind of kinds) {
          const loaded = lookUpOf(context).loadAhead({ oids: gate.lookup.personOids, kind });
          if (loaded !== null) coming.add(loaded);
        }
      },
    });
  };
  const fields = fieldsOf(tools);
  return {
    Student: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, resolve(field)])),
    StudyProgressFact: { rule: () => ruleId },
  };
}

function fieldsOf({ institutions }: SubgraphTools): Readonly<Record<string, FieldDefinition>> {
  const attainmentsFor = perPortion(() =>
    onceFor((records: PersonRecords) => attainmentsOf(records, institutions)),
  );
  return {
    studyRights: {
      kinds: ['rights'],
      factOf: ({ rights, missing }, observedAt, { clock }) => {
        const today = clock.today();
        const reading = readEach(rights, (right, unread) =>
          studyRightOf(right, { institutions, today, unread }),
        );
        return listFactOf(sorted(reading, missing.rights), observedAt, 'NO_STUDY_RIGHT');
      },
    },
    termRegistrations: {
      kinds: ['registrations'],
      factOf: ({ registrations, missing }, observedAt) => {
        const reading = readEach(registrations, (record, unread) =>
          termRegistrationOf(record, unread, institutions),
        );
        return listFactOf(sorted(reading, missing.registrations), observedAt, 'NOT_REPORTED');
      },
    },
    mobilityPeriods: {
      kinds: ['mobility'],
      factOf: ({ mobility, missing }, observedAt) => {
        const reading = readEach(mobility, (record, unread) =>
          mobilityPeriodOf(record, unread, institutions),
        );
        return listFactOf(sorted(reading, missing.mobility), observedAt, 'NOT_REPORTED');
      },
    },
    termFees: {
      kinds: ['rights', 'registrations'],
      factOf: (records, observedAt) => termFeesOf(records, observedAt, institutions),
    },
    attainments: {
      kinds: ['attainments'],
      factOf: (records, observedAt, context) =>
        listFactOf(attainmentsFor(context)(records), observedAt, 'NOT_REPORTED'),
    },
    studyProgress: {
      kinds: ['attainments'],
      factOf: (records, observedAt, context) => studyProgressOf(attainmentsFor(context)(records), observedAt),
    },
    degrees: {
      kinds: ['degrees'],
      factOf: (records, observedAt) =>
        listFactOf(degreesOf(records, institutions), observedAt, 'NOT_REPORTED'),
    },
    studyLocations: { kinds: ['rights'], revealsPlace: true, factOf: studyLocationsOf },
  };
}

/** Maps the same records once, however many fields of a request rest on them. */
function onceFor<R extends object, T>(map: (records: R) => T): (records: R) => T {
  const mapped = new WeakMap<R, T>();
  return (records) => {
    const known = mapped.get(records) ?? map(records);
    mapped.set(records, known);
    return known;
  };
}

function sorted<T extends { readonly startsOn: string | null }>(
  { items, unreadable, ...gaps }: Reading<T>,
  missing: number,
): Reading<T> {
  return { ...gaps, items: asSet(items, byStart), unreadable: unreadable + missing };
}
