import type { Denial } from '../../subgraphs/registry/decision.ts';
import { saidOf } from '../../subgraphs/registry/denied-fact.ts';
import { reasonOf } from '../../subgraphs/registry/reasons.ts';
import { labelOf } from '../../subgraphs/registry/shared-labels.ts';

/** The minimisation table, where a rule's name stands. */
const minimisation = {
  id: 'minimisation',
  version: 1,
  text: {
    fi: 'Käyttötarkoitus ei kata tätä päätelmää, joten sitä ei tehty.',
    sv: 'Ändamålet omfattar inte denna slutsats, så den drogs inte.',
    en: 'The purpose does not cover this finding, so it was not made.',
  },
};

/**
 * A derived fact that is not given, in the form of one that was made: undetermined, and what is missing is the finding
 * itself. It depends on nothing but the denial and the day.
 */
export function deniedFinding(fact: string, denial: Denial, today: string): object {
  const [state, code] = saidOf(denial);
  const determination = 'UNDETERMINED';
  return {
    determination,
    determinationLabel: labelOf('Determination', determination),
    validOn: today,
    rule: minimisation,
    inputs: [],
    missing: [{ fact, state, stateLabel: labelOf('FactState', state), reason: reasonOf(code) }],
    outOfScope: [],
  };
}
