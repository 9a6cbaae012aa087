import { z } from 'zod';
import { fieldOf } from '../registry/reply.ts';
import { valinnantulosSchema } from './contract.ts';

/** States in which a place is accepted; an application has other results too, one for each option and queue. */
const accepted: ReadonlySet<string> = new Set(['HYVAKSYTTY', 'VARASIJALTA_HYVAKSYTTY']);

// Neither the person nor the history of states is needed: they are dropped here.
const resultSchema = valinnantulosSchema.omit({ henkiloOid: true });
const entrySchema = z.object({ valinnantulos: resultSchema });
const ownedSchema = z.object({ valinnantulos: valinnantulosSchema.pick({ hakemusOid: true }) });
const placedSchema = z.object({ valinnantulos: valinnantulosSchema.pick({ hakukohdeOid: true }) });
/** States in which the applicant has accepted the place. */
const takenUp: ReadonlySet<string> = new Set(['VASTAANOTTANUT_SITOVASTI', 'EHDOLLISESTI_VASTAANOTTANUT']);

/** The result of selection for one application option and one queue. */
export type SelectionResult = z.infer<typeof resultSchema>;

/** A result that could not be read. */
interface Damage {
  /** The field that could not; null when none is to be named. */
  readonly field: string | null;
  /** Which option it is of; null when that could not be read either. */
  readonly optionOid: string | null;
}

/** What the register has of the applications asked about. */
export interface SelectionResults {
  readonly byApplication: ReadonlyMap<string, readonly SelectionResult[]>;
  /** Applications with results that could not be read. */
  readonly damaged: ReadonlyMap<string, readonly Damage[]>;
  /** Whether there was a result that does not tell whose it is. */
  readonly hasNameless: boolean;
  /** Whether there was one of an application not asked about: it may be anybody's of those who were asked about. */
  readonly hasStranger: boolean;
}

/** Reads the results one by one; those of applications not asked about are given to nobody. */
export function readSelectionResults(
  values: readonly unknown[],
  applicationOids: ReadonlySet<string>,
): SelectionResults {
  const byApplication = new Map<string, SelectionResult[]>();
  const damaged = new Map<string, Damage[]>();
  let hasNameless = false;
  let hasStranger = false;
  for (const value of values) {
    const owner = ownedSchema.safeParse(value);
    const oid = owner.data?.valinnantulos.hakemusOid;
    if (oid === undefined || !applicationOids.has(oid)) {
      hasNameless ||= oid === undefined;
      hasStranger ||= oid !== undefined;
      continue;
    }
    const entry = entrySchema.safeParse(value);
    if (entry.success) byApplication.set(oid, [...(byApplication.get(oid) ?? []), entry.data.valinnantulos]);
    else damaged.set(oid, [...(damaged.get(oid) ?? []), damageOf(value, fieldOf(entry.error))]);
  }
  return { byApplication, damaged, hasNameless, hasStranger };
}

/** What of an answer about several applications is this one's. */
export function resultsOfApplication(
  { byApplication, damaged, hasNameless, hasStranger }: SelectionResults,
  applicationOid: string,
): SelectionResults {
  const results = byApplication.get(applicationOid);
  return {
    byApplication: new Map(results === undefined ? [] : [[applicationOid, results]]),
    damaged: new Map([...damaged].filter(([oid]) => oid === applicationOid)),
    hasNameless,
    hasStranger,
  };
}

/**
 * The results of the queues (valintatapajonot) that accepted the applicant to an option; none when none did. Of several
 * the one decides that the applicant accepted a place through, then what is published; what still differs stands here
 * side by side, since neither the order of the answer nor a queue's OID means anything.
 */
export function acceptedResults(
  results: readonly SelectionResult[],
  optionOid: string,
): readonly SelectionResult[] {
  const accepting = results.filter(
    ({ hakukohdeOid, valinnantila }) => hakukohdeOid === optionOid && accepted.has(valinnantila),
  );
  const chosen = narrowed(accepting, ({ vastaanottotila }) => takenUp.has(vastaanottotila));
  return narrowed(chosen, ({ julkaistavissa }) => julkaistavissa === true);
}

function narrowed(
  results: readonly SelectionResult[],
  decides: (result: SelectionResult) => boolean,
): readonly SelectionResult[] {
  const deciding = results.filter(decides);
  return deciding.length > 0 ? deciding : results;
}

function damageOf(value: unknown, field: string | null): Damage {
  return { field, optionOid: placedSchema.safeParse(value).data?.valinnantulos.hakukohdeOid ?? null };
}
