interface Timed {
  readonly id: string;
  readonly startedMs: number;
  readonly endedMs: number;
}

/** What a critical path is looked for in. */
export interface TimedSteps {
  readonly fetches: readonly (Timed & { readonly after: readonly string[] })[];
  readonly calls: readonly (Timed & { readonly fetch: string })[];
}

/**
 * The chain that determined when all was there: from the fetch that ended last back through whatever it waited for
 * longest, and in each fetch the calls that followed each other. In the order in which it happened.
 */
export function criticalPathOf({ fetches, calls }: TimedSteps): readonly string[] {
  const path: string[] = [];
  let fetch = latest(fetches);
  while (fetch !== null) {
    const { id, after } = fetch;
    path.unshift(id, ...chainOf(calls.filter((call) => call.fetch === id)));
    fetch = latest(fetches.filter((other) => after.includes(other.id)));
  }
  return path;
}

function chainOf(calls: readonly Timed[]): readonly string[] {
  const chain: string[] = [];
  let left = calls;
  let call = latest(left);
  while (call !== null) {
    const { id, startedMs } = call;
    chain.unshift(id);
    left = left.filter((other) => other.id !== id && other.endedMs <= startedMs);
    call = latest(left);
  }
  return chain;
}

function latest<T extends Timed>(steps: readonly T[]): T | null {
  return steps.reduce<T | null>(
    (found, step) => (found === null || step.endedMs > found.endedMs ? step : found),
    null,
  );
}
