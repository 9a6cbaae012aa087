import type { Actor, ReasonCode } from './reason-codes.ts';
import { reasonTexts } from './reason-texts.ts';

export type { Actor, ReasonCode } from './reason-codes.ts';

/** A text in the three languages of the graph. */
export interface LocalizedText {
  readonly fi: string | null;
  readonly sv: string | null;
  readonly en: string | null;
}

/** The graph's `FactReason`. */
export interface FactReason {
  readonly code: ReasonCode;
  readonly message: LocalizedText;
  readonly retryAt: string | null;
  readonly whoCanFix: Actor | null;
  /** The registry's name of the field that could not be read; never its value. */
  readonly field: string | null;
}

/** Every reason code there is. */
export const reasonCodes: readonly string[] = Object.keys(reasonTexts);

/** The reason in three languages, with who can act on it unless the caller knows better. */
export function reasonOf(
  code: ReasonCode,
  more: {
    readonly retryAt?: string | null;
    readonly whoCanFix?: Actor | null;
    readonly field?: string | null;
  } = {},
): FactReason {
  const [whoCanFix, fi, sv, en] = reasonTexts[code];
  return {
    code,
    message: { fi, sv, en },
    retryAt: more.retryAt ?? null,
    whoCanFix: more.whoCanFix === undefined ? whoCanFix : more.whoCanFix,
    field: more.field ?? null,
  };
}
