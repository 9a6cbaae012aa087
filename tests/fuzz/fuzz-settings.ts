import process from 'node:process';

/** Mutated bodies a registry; `FUZZ_RUNS` sets another number. */
export const fuzzRuns = Number(process.env.FUZZ_RUNS ?? 10_000);

/** Where the random numbers begin: `FUZZ_SEED`, or a new one each time. fast-check prints it with a failure. */
export const fuzzSeed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
