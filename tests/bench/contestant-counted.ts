import { QueryPlanner } from '@apollo/query-planner';
import { answerParent } from './parent.ts';

// The gateway as `npm start` runs it, which also tells how often it has planned.
const { buildQueryPlan } = QueryPlanner.prototype;
let planned = 0;
QueryPlanner.prototype.buildQueryPlan = function (...asked) {
  planned += 1;
  return buildQueryPlan.apply(this, asked);
};
answerParent({ planned: () => planned });
await import('./contestant-embedded.ts');
