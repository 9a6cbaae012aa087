import type { RegisteredCustomer, RegisteredPerson } from '../../subgraphs/migri/contract.ts';
import type { Person } from '../person.ts';

/** What Migri holds of people with a residence permit or an application for one. */
export interface PermitRegister {
  readonly byPersonOid: (personOid: string) => RegisteredPerson | undefined;
  readonly byCustomerNumber: (customerNumber: string) => RegisteredCustomer | undefined;
}

/** The register of a set of people. Of a person's linked OIDs it holds the master, and finds by no other. */
export function createPermitRegister(people: readonly Person[]): PermitRegister {
  const customers = people.flatMap((person) => toCustomer(person) ?? []);
  const byCustomerNumber = new Map(customers.map((customer) => [customer.customerNumber, customer]));
  const persons = customers.flatMap(withPersonOid);
  const byPersonOid = new Map(persons.map((person) => [person.personOid, person]));
  return {
    byPersonOid: (personOid) => byPersonOid.get(personOid),
    byCustomerNumber: (customerNumber) => byCustomerNumber.get(customerNumber),
  };
}

function toCustomer({ migri, records }: Person): RegisteredCustomer | null {
  if (migri === null) return null;
  const personOid = records[0]?.oid;
  return {
    ...(personOid === undefined ? {} : { personOid }),
    customerNumber: migri.customerNumber,
    ...(migri.firstPermitGround === null ? {} : { firstPermitGround: migri.firstPermitGround }),
    cases: migri.cases.map((permitCase) => ({ ...permitCase })),
    permits: migri.permits.map((permit) => ({ ...permit })),
  };
}

function withPersonOid(customer: RegisteredCustomer): RegisteredPerson[] {
  const { personOid } = customer;
  return personOid === undefined ? [] : [{ ...customer, personOid }];
}
