import { counted, known, registryNames } from '../expectation.ts';
import { choiceOf, type FaultEntry, numberOf, ordinary } from '../fault-entry.ts';

const all = { ...ordinary, registries: registryNames } as const;
const milliseconds = [0, 120_000] as const;

/** Faults of time and of the connection: nothing is wrong with what the registry says, if it says anything. */
export const connectionFaults = [
  {
    ...all,
    name: 'latency',
    does: 'answers late, by a seeded distribution',
    parameters: {
      distribution: choiceOf(['fixed', 'uniform', 'lognormal'], 'how the delays are spread'),
      ms: numberOf(200, milliseconds, 'every delay, of the fixed distribution'),
      min: numberOf(50, milliseconds, 'the shortest delay, of the uniform distribution'),
      max: numberOf(500, milliseconds, 'the longest delay, of the uniform distribution'),
      p50: numberOf(50, milliseconds, 'the median delay, of the lognormal distribution'),
      p99: numberOf(1000, milliseconds, 'the delay of the slowest of 100, of the lognormal distribution'),
    },
    expected: known({ note: 'as long as the delay is shorter than the time limit' }),
  },
  {
    ...all,
    name: 'hang',
    does: 'takes the question and never answers',
    expected: counted('TIMEOUT'),
  },
  {
    ...all,
    name: 'hang-body',
    does: 'sends the headers, and the body stops',
    parameters: { bytes: numberOf(0, [0, 1_000_000], 'how much of the body comes') },
    expected: counted('TIMEOUT'),
  },
  {
    ...all,
    name: 'slow-drip',
    does: 'sends the body a byte at a time',
    parameters: { ms: numberOf(200, [1, 60_000], 'between two bytes') },
    expected: counted('TIMEOUT', { note: 'undici’s bodyTimeout never fires: only the deadline of the call' }),
  },
  {
    ...all,
    name: 'reset',
    does: 'resets the connection before it answers',
    expected: counted('UNREACHABLE', { note: 'the registry may have read the question: never asked again' }),
  },
  {
    ...all,
    name: 'reset-mid-body',
    does: 'resets the connection in the middle of the body',
    parameters: { bytes: numberOf(10, [0, 1_000_000], 'how much of the body comes first') },
    expected: counted('UNREACHABLE'),
  },
  {
    ...all,
    name: 'truncated',
    does: 'declares a length, sends half of it and closes the connection',
    expected: counted('UNREACHABLE'),
  },
  {
    ...all,
    name: 'truncated-chunked',
    does: 'sends half of the body in chunks and closes the connection without the last one',
    expected: counted('UNREACHABLE'),
  },
  {
    ...all,
    name: 'refuse',
    does: 'closes its port: connection refused',
    parameters: { seconds: numberOf(30, [1, 86_400], 'until the port opens again by itself') },
    limited: false,
    expected: counted('UNREACHABLE', { hits: 0, retry: 'once, nothing was sent' }),
  },
  {
    ...all,
    name: 'dns',
    does: 'has a name that does not resolve (a test points the URL to a name under .invalid)',
    limited: false,
    madeBy: 'test',
    expected: counted('UNREACHABLE', { hits: 0, retry: 'once, nothing was sent' }),
  },
] as const satisfies readonly FaultEntry[];
