import { ReceiptDraft } from '../disclosure/receipts/issue.ts';
import type { AnswerTree } from '../disclosure/request/answer-tree.ts';
import {
  type AnsweredPeople,
  PeopleInAnswer,
  studentIn,
  subjectOf,
} from '../disclosure/request/answered-people.ts';
import { fillIn } from '../policy/fill-in.ts';
import type { ObjectPlan } from '../policy/response-plan.ts';
import type { Portion, PortionGroup, Portioning } from './execution/portions.ts';
import { numbersOf, portionsOfPeople } from './people-portions.ts';
import { PrintedData } from './printed-data.ts';

/** An answer as it will be sent, and what is recorded of it. */
export interface TakenAnswer {
  readonly data: Record<string, unknown> | PrintedData | null;
  readonly people: AnsweredPeople;
  readonly receipt: ReceiptDraft;
}

/** What an answer is read by. */
export interface AnswerReading {
  readonly tree: AnswerTree;
  readonly plan: ObjectPlan;
}

/** Takes an answer that was made as one. */
export function takeAnswer(executed: unknown, { tree, plan }: AnswerReading): TakenAnswer {
  const people = new PeopleInAnswer(tree);
  const receipt = new ReceiptDraft();
  const placed = people.add(executed, null);
  const data = fillIn(executed, plan);
  receipt.add({ data, people: placed, places: null });
  return { data: isObject(data) ? data : null, people, receipt };
}

/** Takes an answer that is one list in portions: of each it keeps commitments, what is recorded, and the print. */
export class ListTaking implements Portioning {
  readonly key: string;
  readonly #reading: AnswerReading;
  readonly #people: PeopleInAnswer;
  readonly #receipt = new ReceiptDraft();
  readonly #printed: PrintedData;
  readonly #numbersInCall: number;
  /** What is left of the answer where an item took the list with it; null while none did. */
  #left: { readonly data: unknown } | null = null;

  constructor(key: string, reading: AnswerReading, numbersInCall: number) {
    this.key = key;
    this.#numbersInCall = numbersInCall;
    this.#reading = reading;
    this.#people = new PeopleInAnswer(reading.tree);
    this.#printed = new PrintedData(key);
  }

  split(items: readonly unknown[]): readonly PortionGroup[] {
    const [{ under = null } = {}] = this.#reading.tree.fields;
    return portionsOfPeople(items, {
      numbersInCall: this.#numbersInCall,
      personOf: (item) => {
        const student = under === null ? null : studentIn(item, under);
        return student === null ? null : { name: subjectOf(student), numbers: numbersOf(student) };
      },
    });
  }

  take({ data, places }: Portion): void {
    if (!Array.isArray(data?.[this.key])) {
      this.#left = { data };
      return;
    }
    const people = this.#people.add(data, places);
    const filled = fillIn(data, this.#reading.plan);
    const items: unknown = isObject(filled) ? filled[this.key] : null;
    if (!Array.isArray(items)) throw new Error('The policy took a list out of an answer after it was made');
    this.#receipt.add({ data: filled, people, places });
    this.#printed.add(items, places);
  }

  /** What was taken. */
  taken(): TakenAnswer {
    if (this.#left !== null) return takeAnswer(this.#left.data, this.#reading);
    return { data: this.#printed, people: this.#people, receipt: this.#receipt };
  }
}

function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null;
}
