import { z } from 'zod';
import { isOppijanumero } from '../registry/identifiers.ts';
import { fieldOf, type ReadRecords, readRecords } from '../registry/reply.ts';
import {
  type PermitCaseRecord,
  type PermitRecord,
  permitCaseSchema,
  permitSchema,
  registeredPersonSchema,
} from './contract.ts';

/** A customer of Migri's, whose cases and permits were read one by one. */
export interface Customer {
  readonly personOid: string;
  readonly customerNumber: string;
  readonly firstPermitGround: string | null;
  readonly cases: ReadRecords<PermitCaseRecord>;
  readonly permits: ReadRecords<PermitRecord>;
}

/** What the register answered about a batch. */
export interface RegisterAnswer {
  readonly customers: ReadonlyMap<string, readonly Customer[]>;
  /** OIDs of persons whose record could not be read, and the field that could not; null when none is to be named. */
  readonly unreadable: ReadonlyMap<string, string | null>;
  /** Whether a record could not be read at all: it may be anybody's. */
  readonly unreadableAnybody: boolean;
  /** Whether there was a record of somebody whom nobody asked about: it may be anybody's of those who were. */
  readonly hasStranger: boolean;
}

// What is no person OID names nobody, so the record may be anybody's.
const isNamed = ({ personOid }: { readonly personOid: string }): boolean => isOppijanumero(personOid);
const customerSchema = registeredPersonSchema
  .extend({ cases: z.array(z.unknown()), permits: z.array(z.unknown()) })
  .refine(isNamed)
  .transform(({ firstPermitGround = null, cases, permits, ...person }) => ({
    ...person,
    firstPermitGround,
    cases: readRecords(permitCaseSchema, cases),
    permits: readRecords(permitSchema, permits),
  }));
const ownerSchema = registeredPersonSchema.pick({ personOid: true }).refine(isNamed);

/** Reads persons one by one, and in each the cases and permits: a bad record costs only itself. */
export function readRegister(values: readonly unknown[], asked: ReadonlySet<string>): RegisterAnswer {
  const customers = new Map<string, Customer[]>();
  const unreadable = new Map<string, string | null>();
  let unreadableAnybody = false;
  let hasStranger = false;
  for (const value of values) {
    const customer = customerSchema.safeParse(value);
    const owner = ownerSchema.safeParse(value);
    const isStranger = owner.success && !asked.has(owner.data.personOid);
    if (isStranger) hasStranger = true;
    else if (customer.success) {
      const { personOid } = customer.data;
      customers.set(personOid, [...(customers.get(personOid) ?? []), customer.data]);
    } else if (owner.success) unreadable.set(owner.data.personOid, fieldOf(customer.error));
    else unreadableAnybody = true;
  }
  return { customers, unreadable, unreadableAnybody, hasStranger };
}

/** The answers to several calls as one. */
export function joinedAnswers(parts: readonly RegisterAnswer[]): RegisterAnswer {
  return {
    customers: new Map(parts.flatMap(({ customers }) => [...customers])),
    unreadable: new Map(parts.flatMap(({ unreadable }) => [...unreadable])),
    unreadableAnybody: parts.some(({ unreadableAnybody }) => unreadableAnybody),
    hasStranger: parts.some(({ hasStranger }) => hasStranger),
  };
}

/** What the register says of one person under all linked OIDs. */
export interface PersonInRegister {
  readonly customers: readonly Customer[];
  /** False when a record that is or may be this person's could not be read. */
  readonly complete: boolean;
  /** The field that could not be read; null when none is to be named. */
  readonly field: string | null;
}

/** Whether somebody else's record came in the place of a person's. */
export function isDisplaced(
  { hasStranger, ...answer }: RegisterAnswer,
  personOids: readonly string[],
): boolean {
  return hasStranger && personOids.every((oid) => !answer.customers.has(oid) && !answer.unreadable.has(oid));
}

/** Picks a person out of an answer. A record of nobody's may be of anybody who was not found. */
export function personIn(answer: RegisterAnswer, personOids: readonly string[]): PersonInRegister {
  const customers = personOids.flatMap((oid) => answer.customers.get(oid) ?? []);
  const maybeMissed = customers.length === 0 && (answer.unreadableAnybody || answer.hasStranger);
  const missed = personOids.some((oid) => answer.unreadable.has(oid));
  const field = personOids.map((oid) => answer.unreadable.get(oid)).find((name) => typeof name === 'string');
  return { customers, complete: !missed && !maybeMissed, field: field ?? null };
}
