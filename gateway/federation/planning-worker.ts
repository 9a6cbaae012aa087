import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'graphql';
import { createPlanner } from './planner.ts';
import { type PlanAsk, type PlanningWorkerData, type PlanReply, planningReady } from './planning-messages.ts';

// A plan takes up to a second of time that nobody else has meanwhile: here, it is nobody's but the planner's.

const { supergraphSdl }: PlanningWorkerData = workerData;
const planOf = createPlanner(supergraphSdl);

parentPort?.on('message', ({ id, document }: PlanAsk) => {
  const begun = process.threadCpuUsage();
  const outcome = planned(document);
  const { user, system } = process.threadCpuUsage(begun);
  const reply: PlanReply = { id, tookMs: (user + system) / 1_000, ...outcome };
  parentPort?.postMessage(reply);
});

parentPort?.postMessage(planningReady);

function planned(document: string): Pick<PlanReply, 'plan' | 'failure'> {
  try {
    return { plan: JSON.stringify(planOf(parse(document, { noLocation: true }))), failure: null };
  } catch (error) {
    return { plan: null, failure: error instanceof Error ? error.message : 'unknown' };
  }
}
