import process from 'node:process';
import { parse } from 'graphql';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { createPlanner } from '../../gateway/federation/planner.ts';
import { conditionalBomb } from './bombs.ts';

/** Plans ever larger bombs with no limit before the planner, and sends how large the plans are. */
const planOf = createPlanner(readSupergraph());
const sizes = [3, 5, 7].map((doublings) => {
  const document = parse(conditionalBomb(doublings), { noLocation: true });
  return JSON.stringify(planOf(document)).length;
});
process.send?.(sizes);
process.disconnect?.();
