import type { OutcomeTerms, PersonOutcome } from '../../gateway/disclosure/outcome-form.ts';
import type { NewRecord } from '../../gateway/disclosure/record.ts';
import { ToldForm } from '../../gateway/disclosure/told-form.ts';

/** A record of an outcome in the parts in which the gateway writes it. Throws what the parts throw. */
export function partsOf({
  subject,
  told,
  protected: isProtected,
  ...terms
}: NewRecord & { kind: 'OUTCOME' }): {
  readonly terms: OutcomeTerms;
  readonly person: PersonOutcome;
} {
  const parts = told.map(({ commitments, ...alike }) => {
    const form = new ToldForm(alike, Object.keys(commitments));
    return { form, commitments: Object.values(commitments) };
  });
  return { terms, person: { subject, isProtected, told: parts } };
}
