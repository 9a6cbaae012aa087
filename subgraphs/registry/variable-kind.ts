/** Settings that neither say where a registry is nor prove who asks it. Every other one counts as a credential. */
const ordinary =
  /_(?:TIMEOUT_MS|CONNECTIONS|QUEUE|BATCH|BATCH_WINDOW_MS|MAX_ANSWER_MIB|CACHE_SECONDS|STALE_SECONDS|AUTH)$/;

/** What a setting of a registry is, by its name. */
export function kindOfVariable(variable: string): 'ADDRESS' | 'CREDENTIAL' | 'ORDINARY' {
  if (variable.endsWith('_URL')) return 'ADDRESS';
  return ordinary.test(variable) ? 'ORDINARY' : 'CREDENTIAL';
}
