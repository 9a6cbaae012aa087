import { developerAt, type Headers } from '../sandbox-access.ts';
import { coldStarters, measureColdStart } from './cold-start.ts';
import { compareContestants, type Field } from './compare.ts';
import type { Contestant } from './contestant.ts';
import { type ContestantName, issuerAt, startContestant, titles } from './contestants.ts';
import { figuresOf, type Spread } from './figures.ts';
import { generatedPeople, type Length, type Load, loadsOf, type Measurement } from './loads.ts';
import { startMocks } from './mocks.ts';
import { installPeers } from './peers.ts';
import type { LoadResult, Results } from './results.ts';
import { type Run, run, warmUp } from './run.ts';
import { openSender } from './sending.ts';
import { measureSpellings } from './spellings.ts';
import { inTurn, latestOf, untilRight } from './turns.ts';
import { measureXml } from './xml.ts';

/** What is measured. */
export interface Scale {
  readonly length: Length;
  /** Most turns of each contestant in a load. */
  readonly turns: number;
  readonly measured: readonly Measurement[];
  readonly contestants: readonly ContestantName[];
}

/** A benchmark under way. */
export interface Bench {
  readonly results: () => Promise<Results>;
  /** Ends every process that was started. */
  readonly stop: () => Promise<void>;
}

/** Prepares a benchmark; `progress` is told a line for each step. */
export function createBench(scale: Scale, progress: (line: string) => void): Bench {
  const started: Pick<Contestant, 'stop'>[] = [];
  const keep = <T extends Pick<Contestant, 'stop'>>(one: T): T => {
    started.push(one);
    return one;
  };
  return {
    results: async () => {
      if (scale.contestants.includes('hive')) await installPeers(progress);
      const today = new Date().toISOString().slice(0, 10);
      const mocks = keep(await startMocks(today, generatedPeople));
      progress(`mock registries with ${generatedPeople} generated people are up`);
      const headers = developerAt(issuerAt);
      const loads = loadsOf(today, scale.length);
      const starts = scale.measured.includes('start')
        ? await measureStarts({ scale, today, headers, loads, progress })
        : {};
      const xml = scale.measured.includes('xml') ? await measureXml(loads, progress) : null;
      const spellings =
        scale.measured.includes('spellings') && scale.contestants.includes('embedded')
          ? await measureSpellings({ ...scale, today, mocks, headers, progress })
          : [];
      const chosen = loads.filter(({ key }) => scale.measured.includes(key));
      if (chosen.length === 0) return { loads: [], spellings, starts, xml };
      const contestants = new Map<ContestantName, Contestant>();
      for (const name of scale.contestants) {
        contestants.set(name, keep(await startContestant(name, today)));
        progress(`${titles[name]}: up`);
      }
      const measured: LoadResult[] = [];
      for (const load of chosen) {
        measured.push(await measure(load, { contestants, mocks, headers, progress }, scale.turns));
      }
      return { loads: measured, spellings, starts, xml };
    },
    stop: async () => {
      await Promise.all(started.map((one) => one.stop()));
    },
  };
}

interface Starting {
  readonly scale: Scale;
  readonly today: string;
  readonly headers: () => Promise<Headers>;
  readonly loads: readonly Load[];
  readonly progress: (line: string) => void;
}

async function measureStarts({ scale, loads, progress, ...more }: Starting): Promise<Results['starts']> {
  const starts: [ContestantName, Spread][] = [];
  const cold = { ...more, body: loads[0]?.bodies[0] ?? '', times: scale.length === 'full' ? 3 : 1 };
  for (const name of coldStarters.filter((one) => scale.contestants.includes(one))) {
    const taken = await measureColdStart(name, cold);
    starts.push([name, taken]);
    progress(`start to first answer: ${titles[name]}: ${taken.median.toFixed(0)} ms`);
  }
  return Object.fromEntries(starts);
}

/** Each load in turns, so that a slow moment of the machine falls on all; who begins changes from turn to turn. */
async function measure(load: Load, field: Field, most: number): Promise<LoadResult> {
  const { contestants, mocks, headers, progress } = field;
  const asked =
    load.compared === 0 ? new Map<ContestantName, number>() : await compareContestants(load, field);
  const runners = [...contestants].map(([name, contestant]) => {
    const runs: Run[] = [];
    return {
      name,
      runs,
      servers: { contestant, mocks, sender: openSender(contestant, load.concurrency, headers) },
    };
  });
  // In turns too: who warms up first and waits for the others would be measured colder than who warms up last.
  for (let turn = 1; turn <= load.warmUps; turn += 1) {
    for (const { name, servers } of inTurn(runners, turn))
      await untilRight(titles[name], () => warmUp(load, servers.sender, turn), progress);
    progress(`${load.title}: turn ${turn} of ${load.warmUps} that warm up`);
  }
  const turns = Math.min(most, load.turns);
  for (let turn = 1; turn <= turns; turn += 1) {
    for (const { name, runs, servers } of inTurn(runners, turn))
      runs.push(await untilRight(titles[name], () => run(load, servers, turn), progress));
    progress(`${load.title}: turn ${turn} of ${turns}, ms CPU a query: ${latestOf(runners)}`);
  }
  await Promise.all(runners.map(({ servers }) => servers.sender.close()));
  const figures = runners.map(({ name, runs }) => [name, figuresOf(runs, asked.get(name) ?? null)]);
  return { key: load.key, title: load.title, students: load.students, figures: Object.fromEntries(figures) };
}
