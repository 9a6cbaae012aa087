import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { LogSource } from '../store/store.ts';
import { commit, commitRest, rootOf, saltHashOf } from './commitment.ts';
import { type FactPlace, factsOf, nameOfFact, placesOf, withoutFacts } from './facts-of.ts';
import { commitmentsInLog } from './logged.ts';
import { type Receipt, readReceipt } from './receipt.ts';

const answerSchema = z.object({
  data: z.unknown(),
  extensions: z.object({ receipt: z.strictObject({ jws: z.string(), salt: z.string() }) }),
});

type Answer = z.infer<typeof answerSchema>;

/** What checking a receipt brought. */
export interface ReceiptCheck {
  /** What the receipt says; null when it is not genuine. */
  readonly receipt: Receipt | null;
  /** Everything that does not agree, in words; none when data, receipt and log agree. */
  readonly problems: readonly string[];
}

/** Holds an answer against its receipt, and both against the log. Nothing of a value is said. */
export async function checkReceipt(
  answer: unknown,
  publicKey: KeyObject,
  source: LogSource,
): Promise<ReceiptCheck> {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success)
    return { receipt: null, problems: ['the answer has no receipt in extensions.receipt'] };
  const receipt = await readReceipt(parsed.data.extensions.receipt.jws, publicKey);
  if (receipt === null) return { receipt, problems: ['receipt: its signature is not by the key of the log'] };
  const logged = await commitmentsInLog(receipt, source);
  return { receipt, problems: [...logged.problems, ...against(parsed.data, receipt, logged.commitments)] };
}

function against(answer: Answer, receipt: Receipt, logged: ReadonlyMap<string, string>): string[] {
  const { salt } = answer.extensions.receipt;
  if (saltHashOf(salt) !== receipt.saltHash) return ['salt: it is not the one of this receipt'];
  const facts = [...factsOf(answer.data, receipt.manifest)];
  const commitments = facts.map((fact) => commit(fact, salt));
  const changed = facts.flatMap((fact, index) =>
    logged.get(nameOfFact(fact)) === commitments[index]
      ? []
      : [
          `data: ${inWords(placesOf(fact, receipt.manifest))} (${fact.fact}) is not what the log committed to`,
        ],
  );
  const around = commitRest(withoutFacts(answer.data, receipt.manifest), salt) === receipt.rest;
  return [
    ...changed,
    ...(rootOf(commitments) === receipt.root || changed.length > 0
      ? []
      : ['data: its facts are not those that the receipt was given for']),
    ...(around ? [] : ['data: something outside the facts was changed']),
    ...(logged.size === facts.length
      ? []
      : [`log: it has commitments to ${logged.size} facts, and the answer has ${facts.length}`]),
  ];
}

function inWords(places: readonly FactPlace[]): string {
  return places.map(([path, key]) => [...path, key].join('.')).join(' or ');
}
