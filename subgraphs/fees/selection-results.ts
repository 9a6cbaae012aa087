import { z } from 'zod';
import { fieldOf } from '../registry/reply.ts';
import { valinnantulosSchema } from './contract.ts';

/** States in which a place is accepted; an application has other results too, one for each option and queue. */
const accepted: ReadonlySet<string> = new Set(['HYVAKSYTTY', 'VARASIJALTA_HYVAKSYTTY']);

// Neither the person nor the history of states is needed: they are dropped here.
const resultSchema = valinnantulosSchema.omit({ henkiloOid: true });
const entrySchema = z.object({ valinnantulos: resultSchema });
const ownedSchema = z.object({ valinnantulos: valinnantulosSchema.pick({ hakemusOid: true }) });

/** The result of selection for one application option and one queue. */
export type SelectionResult = z.infer<typeof resultSchema>;

/** What the register has of the applications asked about. */
export interface SelectionResults {
  readonly byApplication: ReadonlyMap<string, readonly SelectionResult[]>;
  /** Applications with a result that could not be read, and the field that could not; null when none is to be named. */
  readonly damaged: ReadonlyMap<string, string | null>;
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
  const damaged = new Map<string, string | null>();
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
    else damaged.set(oid, fieldOf(entry.error));
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
 * The result of the queue that accepted the applicant to an option; undefined when none did. The order of the answer
 * means nothing, so queues are told apart by their OIDs.
 */
export function acceptedResult(
  results: readonly SelectionResult[],
  optionOid: string,
): SelectionResult | undefined {
  return results
    .filter(({ hakukohdeOid, valinnantila }) => hakukohdeOid === optionOid && accepted.has(valinnantila))
    .sort((left, right) => (left.valintatapajonoOid < right.valintatapajonoOid ? -1 : 1))
    .at(0);
}
