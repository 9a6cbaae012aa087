import { reasonTexts } from '../../../subgraphs/registry/reason-texts.ts';
import { sharedLabels } from '../../../subgraphs/registry/shared-labels.ts';
import { wordsIn } from '../../data-flow/picture/words.ts';
import { type Language, languages } from '../language.ts';

const reasons = new Map(Object.entries(reasonTexts));

/** A fact's state in words. */
export function stateIn(state: string, language: Language): string {
  return labelled('FactState', state, language);
}

/** Who can act, in words. */
export function actorIn(actor: string, language: Language): string {
  return labelled('Actor', actor, language);
}

/** A reason as a sentence. */
export function reasonIn(code: string, language: Language): string {
  return reasons.get(code)?.[languages.indexOf(language) + 1] ?? code;
}

/** A registry's name. */
export function registryIn(registry: string, language: Language): string {
  const words = wordsIn(language);
  return registry === 'GATEWAY' ? words.heading('gateway') : words.registry(registry);
}

function labelled(kind: string, code: string, language: Language): string {
  return sharedLabels[kind]?.[code]?.[languages.indexOf(language)] ?? code;
}
