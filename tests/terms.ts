import { everybody, type Terms } from '../subgraphs/registry/asker.ts';

/** Terms of a call that is nobody's in particular, and waits for as long as its signal lets it. */
export function termsWith(signal: AbortSignal = new AbortController().signal): Terms {
  return { asker: everybody, signal };
}
