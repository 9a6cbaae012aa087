import type { ContestantName } from './contestants.ts';
import { type Figures, ratioOf } from './figures.ts';
import type { LoadKey } from './loads.ts';
import type { Results } from './results.ts';
import type { Spelling } from './spelled-documents.ts';

/** What was aimed at, and what was measured; a ratio unless the unit says otherwise. */
export interface Target {
  readonly what: string;
  readonly most: number;
  /** Null where this run has not measured it. */
  readonly measured: number | null;
  readonly unit?: string;
}

const megabyte = 2 ** 20 / 1e6;

/** The targets of the project, with what a run has found. None of them is a time. */
export function targetsOf(results: Results): readonly Target[] {
  const figures = (load: LoadKey, name: ContestantName): Figures | undefined =>
    results.loads.find(({ key }) => key === load)?.figures[name];
  const cpu = (load: LoadKey, name: ContestantName) => figures(load, name)?.cpuPerQuery.median;
  const against = (load: LoadKey, name: ContestantName, to: ContestantName): number | null => {
    const [own, other] = [figures(load, name), figures(load, to)];
    return own === undefined || other === undefined ? null : ratioOf(own, other).median;
  };
  const unguarded = against('one', 'unguarded', 'embedded');
  const peak = figures('bulk-5000', 'embedded')?.peakMiB;
  const { xml } = results;
  const fastest =
    xml === null ? undefined : Math.min(...Object.values(xml.parsers).map(({ median }) => median));
  return [
    { what: 'one student: CPU (a) / (e)', most: 1.8, measured: against('one', 'embedded', 'aggregator') },
    { what: 'one student: CPU (a′) / (e)', most: 1.5, measured: against('one', 'unguarded', 'aggregator') },
    { what: 'one student: CPU (a) / (c)', most: 0.35, measured: against('one', 'embedded', 'apollo') },
    { what: 'one student: CPU (a) / (d)', most: 0.5, measured: against('one', 'embedded', 'hive') },
    {
      what: '500 students: CPU (a) / (e)',
      most: 1.7,
      measured: against('bulk-500', 'embedded', 'aggregator'),
    },
    {
      what: '500 students: CPU (a′) / (e)',
      most: 1.5,
      measured: against('bulk-500', 'unguarded', 'aggregator'),
    },
    {
      what: '5,000 students: CPU of (a) per student / that at 500',
      most: 1.1,
      measured: divided(cpu('bulk-5000', 'embedded'), cpu('bulk-500', 'embedded'), 10),
    },
    {
      what: '5,000 students: peak memory of (a)',
      most: 600,
      measured: peak === undefined ? null : peak * megabyte,
      unit: 'MB',
    },
    {
      what: 'registries as late as real ones: time of (a) / critical path',
      most: 1.05,
      measured: figures('latency', 'embedded')?.overCriticalPath?.median ?? null,
    },
    {
      what: 'one student: share of access control, policy and log in the CPU of (a)',
      most: 20,
      measured: unguarded === null ? null : (1 - unguarded) * 100,
      unit: '%',
    },
    {
      what: 'XML of VIRTA to facts: CPU / that of the fastest parser merely parsing',
      most: 1,
      measured: divided(xml?.facts.median, fastest),
    },
    ...spellingTargets(results),
  ];
}

/** A client's words cost their reading, and no plan. */
function spellingTargets({ spellings }: Results): readonly Target[] {
  const found = (sought: Spelling) => spellings.find(({ spelling }) => spelling === sought);
  const [variables, literals, aliases] = [found('variables'), found('literals'), found('aliases')];
  const against = (own: typeof variables): number | null =>
    own === undefined || variables === undefined ? null : ratioOf(own.figures, variables.figures).median;
  return [
    {
      what: 'learner numbers as literals: CPU of (a) / that with variables',
      most: 1.3,
      measured: against(literals),
    },
    {
      what: 'other aliases each time: CPU of (a) / that with variables',
      most: 1.3,
      measured: against(aliases),
    },
    {
      what: 'learner numbers as literals: operations that (a) plans',
      most: 1,
      measured: literals?.planned ?? null,
      unit: 'planned',
    },
    {
      what: 'other aliases each time: operations that (a) plans',
      most: 1,
      measured: aliases?.planned ?? null,
      unit: 'planned',
    },
  ];
}

function divided(value: number | undefined, by: number | undefined, times = 1): number | null {
  return value === undefined || by === undefined ? null : value / by / times;
}
