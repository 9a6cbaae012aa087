import { type ExecutionResult, graphql } from 'graphql';
import type { FeeRow, IdentityRecord, Person, StudyPlace } from '../../mocks/person.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import type { Environment, Subgraph } from '../../subgraphs/registry/subgraph.ts';
import { sandboxGrant } from '../grants.ts';
import { requestContext } from '../request-context.ts';

/** A subgraph under test. */
export interface SubgraphUnderTest {
  /** Runs an `_entities` selection on students in one request; gives the students, and fails on a GraphQL error. */
  readonly students: (
    selection: string,
    representations: readonly object[],
    signal?: AbortSignal,
  ) => Promise<readonly unknown[]>;
  readonly close: () => Promise<void>;
}

/** Builds a subgraph by an environment. */
export function underTest(subgraph: Subgraph, environment: Environment): SubgraphUnderTest {
  const configured = subgraph.configure(environment);
  if (!configured.ok) throw new Error(configured.problems.join('\n'));
  const closers: (() => Promise<void>)[] = [];
  const clock = createClock('2026-06-01');
  const schema = configured.build({
    clock,
    callerId: '1.2.246.562.10.00000000000.opintolupa',
    institutions: loadInstitutions('mocks/institutions.json'),
    onlyMocks: false,
    onClose: (close) => closers.push(close),
  });
  return {
    students: async (selection, representations, signal = new AbortController().signal) => {
      const contextValue = requestContext({ signal, clock, grant: sandboxGrant });
      const source = `query ($representations: [_Any!]!) {
        _entities(representations: $representations) { ... on Student { ${selection} } }
      }`;
      return entitiesOf(await graphql({ schema, source, contextValue, variableValues: { representations } }));
    },
    close: async () => {
      await Promise.all(closers.map((close) => close()));
    },
  };
}

function entitiesOf({ errors, data }: ExecutionResult): readonly unknown[] {
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  // graphql-js makes null-prototype objects, which equal no literal.
  const copy: unknown = JSON.parse(JSON.stringify(data?._entities));
  return Array.isArray(copy) ? copy : [];
}

/** The environment of a subgraph that asks a mock by the sandbox's account. */
export function accountAt(url: string, prefix: 'OPINTOPOLKU' | 'FEES'): Environment {
  const settings = {
    URL: url,
    CAS_URL: `${url}/cas`,
    USERNAME: 'opintolupa',
    PASSWORD: 'opintolupa-sandbox',
  };
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`${prefix}_${name}`, value]));
}

/** How many times somebody tried to log in. */
export function logInsAt(mock: RunningMock): number {
  return mock.calls().filter(({ path }) => path === '/cas/v1/tickets').length;
}

/** How a student reaches a subgraph; `lookup` as the learner-number registry resolved it. */
export function student(personOids: readonly string[], lookup: object = {}): { readonly lookup: object } {
  return {
    ...{ __typename: 'Student', oppijanumero: personOids[0] },
    lookup: {
      personOids,
      resolution: 'RESOLVED',
      nonDisclosure: false,
      finnishCitizen: false,
      ...lookup,
    },
  };
}

type PlaceNumbers = readonly [application: number, option: number];

/** A student whose study places are known. */
export function admitted(
  oids: readonly number[],
  places: readonly PlaceNumbers[],
  lookup: object = {},
): object {
  const items = places.map(([application, end]) => ({
    id: `place ${application}.${end}`,
    applicationOid: oid20(11, application),
    applicationOption: { oid: oid20(20, end) },
  }));
  return { ...student(oids.map(oid24), lookup), admissions: { state: 'KNOWN', reason: null, items } };
}

/** A person OID, by the end of its last node. */
export function oid24(end: number): string {
  return `1.2.246.562.24.${String(end).padStart(11, '0')}`;
}

/** An OID of kouta or an application, by the end of its last node. */
export function oid20(node: number, end: number): string {
  return `1.2.246.562.${node}.${String(end).padStart(20, '0')}`;
}

/** A person with one record for each OID, the first one the master. */
export function person(oids: readonly number[], parts: Partial<Person> = {}): Person {
  const none = { places: [], feeRows: [], studentRecords: [], migri: null };
  return { id: `T${oids[0]}`, story: '', ...none, records: oids.map((oid) => record(oid)), ...parts };
}

/** A record of the learner-number registry. */
export function record(oid: number, citizenships: readonly string[] = ['704']): IdentityRecord {
  return {
    oid: oid24(oid),
    givenNames: 'Asha Mock',
    callingName: 'Asha',
    familyName: 'Testinen',
    birthDate: '1998-03-15',
    citizenships,
    personalIdentityCode: null,
    identifiedBy: 'MANUAL',
    nonDisclosure: false,
    municipality: null,
    sex: '2',
  };
}

/** An accepted place applied for under a person OID; the application has the number of the person's OID. */
export function place(oid: number, changes: Partial<StudyPlace> = {}): StudyPlace {
  const named = (node: number) => ({ oid: oid20(node, 1), name: { en: `Mock ${node}` } });
  return {
    personOid: oid24(oid),
    applicationOid: oid20(11, oid),
    round: named(29),
    option: named(20),
    implementation: named(17),
    provider: { oid: '1.2.246.562.10.00000009901', name: { fi: 'Mallikorkeakoulu' } },
    valintaTila: 'HYVAKSYTTY',
    vastaanottoTila: 'VASTAANOTTANUT_SITOVASTI',
    ilmoittautuminenTila: 'EI_TEHTY',
    maksuvelvollisuus: 'REQUIRED',
    condition: null,
    published: true,
    acceptanceDeadline: null,
    startYear: 2026,
    startSeason: 'S',
    ...changes,
  };
}

/** A row of the tuition-fee register. */
export function fee(oid: number, option: number, changes: Partial<FeeRow> = {}): FeeRow {
  return {
    personOid: oid24(oid),
    optionOid: oid20(20, option),
    maksuntila: 'MAKSETTU',
    recordedBy: oid24(70),
    recordedAt: '2026-05-01T10:00:00Z',
    ...changes,
  };
}
