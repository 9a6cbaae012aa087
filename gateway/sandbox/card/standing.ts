import type { Denial } from '../../../subgraphs/registry/decision.ts';
import { deniedFact } from '../../../subgraphs/registry/denied-fact.ts';
import type { Derived, Envelope, Reason } from './answer.ts';
import { cardTexts } from './card-texts.ts';
import type { NegativeText } from './negative-texts.ts';
import { stateIn } from './state-words.ts';
import { momentIn, type Reader } from './written.ts';

/** What a value, or its absence, rests on. */
export interface Standing {
  /** A state of a fact, or UNDETERMINED. */
  readonly state: string;
  readonly reason: Reason | null;
  /** When it was read; null when nothing was. */
  readonly observedAt: string | null;
  /** Whether there was an answer, and all of it could be read: only then does silence say that there is none. */
  readonly isWhole: boolean;
}

/** Where a registered fact stands. What the policy took out of an answer is denied, whatever the rest of it says. */
export function standingOf(fact: Envelope | null | undefined, denial: Denial | undefined): Standing {
  const answered = fact?.state === 'KNOWN' || fact?.state === 'KNOWN_NONE';
  if (denial !== undefined && (answered || !fact)) {
    return { ...deniedFact('GATEWAY', denial), observedAt: null, isWhole: false };
  }
  if (!fact) return { state: 'SOURCE_UNAVAILABLE', reason: null, observedAt: null, isWhole: false };
  const { state, reason, source, complete } = fact;
  const isRead = complete !== false && reason?.code !== 'RECORD_UNREADABLE';
  return { state, reason, observedAt: source.observedAt, isWhole: answered && isRead };
}

/** Where a derived fact stands. */
export function standingOfFinding(finding: Derived | null | undefined, denial: Denial | undefined): Standing {
  if (!finding || denial !== undefined) return standingOf(null, denial);
  const isWhole = finding.determination === 'DETERMINED';
  return { state: isWhole ? 'KNOWN' : 'UNDETERMINED', reason: null, observedAt: null, isWhole };
}

/** That there is none, where all that this rests on was answered whole; else why nobody can say so. */
export function noneIn(negative: NegativeText, restsOn: readonly Standing[], reader: Reader): string {
  const gap = restsOn.find(({ isWhole }) => !isWhole);
  return gap === undefined ? negative.denies[reader.language] : standingIn(gap, reader);
}

/** Where something stands, in words: its state, the age of what is stale, and that not all of it could be read. */
export function standingIn({ state, observedAt, isWhole }: Standing, reader: Reader): string {
  const { language } = reader;
  if (state === 'UNDETERMINED') return cardTexts.undetermined[language];
  if (state === 'KNOWN' && !isWhole) return cardTexts.unreadablePart[language];
  const words = stateIn(state, language);
  if (state !== 'STALE' || observedAt === null) return words;
  return `${words}, ${cardTexts.read[language]} ${momentIn(new Date(observedAt), reader)}`;
}
