import type { Finding, MissingInput } from '../../../subgraphs/findings/rules/finding.ts';
import type { FactEnvelope } from '../../../subgraphs/registry/facts.ts';
import type { FactReason } from '../../../subgraphs/registry/reasons.ts';

/** The officer's fragment on every fact. */
export function pickEnvelope({ state, reason, source }: FactEnvelope) {
  return { state, reason: reason === null ? null : pickReason(reason), source };
}

/** The officer's fragment on every derived fact. */
export function pickFinding({ determination, validOn, rule, inputs, missing }: Finding) {
  const { id, version } = rule;
  return { determination, validOn, rule: { id, version }, inputs, missing: missing.map(pickMissing) };
}

function pickReason({ code, whoCanFix, retryAt, field }: FactReason) {
  return { code, whoCanFix, retryAt, field };
}

function pickMissing({ fact, state, reason }: MissingInput) {
  return { fact, state, reason: { code: reason.code, whoCanFix: reason.whoCanFix } };
}
