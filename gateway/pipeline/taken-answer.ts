import { ReceiptDraft } from '../disclosure/receipts/issue.ts';
import {
  type AnsweredPeople,
  PeopleInAnswer,
  studentIn,
  subjectOf,
} from '../disclosure/request/answered-people.ts';
import type { Values } from '../federation/canonical/hoisted-values.ts';
import { type AnswerObject, isAnswerObject } from '../federation/execution/answer-object.ts';
import type { Portion, PortionGroup, Portioning } from '../federation/execution/portions.ts';
import { fillIn } from '../policy/fill-in.ts';
import type { AnswerReading } from './answer-reader.ts';
import { numbersOf, portionsOfPeople } from './people-portions.ts';
import { createPrintedData, type PrintedData } from './printed-data.ts';

/** An answer as it will be sent, and what is recorded of it. */
export interface TakenAnswer {
  readonly data: AnswerObject | PrintedData | null;
  readonly people: AnsweredPeople;
  readonly receipt: ReceiptDraft;
}

/** What the answer of one request is read by. */
export interface TakenBy extends AnswerReading {
  /** The client's own variables. */
  readonly given: Values;
}

/** Takes an answer that was made as one. */
export function takeAnswer(executed: AnswerObject | null, reading: TakenBy): TakenAnswer {
  const people = new PeopleInAnswer(reading.tree);
  const receipt = new ReceiptDraft();
  const placed = people.add(executed, null);
  const data = printed(executed, reading);
  receipt.add({ data, people: placed, places: null });
  return { data, people, receipt };
}

/** What is sent of what was executed: denied fields filled in, in the client's words. */
function printed(executed: AnswerObject | null, { plan, projection, given }: TakenBy) {
  const filled = fillIn(executed, plan);
  return projection.of(isAnswerObject(filled) ? filled : null, given);
}

/** A list that is all of an answer. */
export interface AnsweredList {
  /** Its canonical key. */
  readonly key: string;
  /** Its key in what is printed. */
  readonly printedKey: string;
}

/** Takes an answer that is one list in portions: of each it keeps commitments, what is recorded, and the print. */
export class ListTaking implements Portioning {
  readonly key: string;
  readonly #printedKey: string;
  readonly #reading: TakenBy;
  readonly #people: PeopleInAnswer;
  readonly #receipt = new ReceiptDraft();
  readonly #printed: PrintedData;
  readonly #numbersInCall: number;
  /** What is left of the answer where an item took the list with it; null while none did. */
  #left: { readonly data: AnswerObject | null } | null = null;

  constructor({ key, printedKey }: AnsweredList, reading: TakenBy, numbersInCall: number) {
    this.key = key;
    this.#printedKey = printedKey;
    this.#numbersInCall = numbersInCall;
    this.#reading = reading;
    this.#people = new PeopleInAnswer(reading.tree);
    this.#printed = createPrintedData(printedKey);
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
    const whole = printed(data, this.#reading);
    const items = whole?.[this.#printedKey];
    if (!Array.isArray(items)) throw new Error('The policy took a list out of an answer after it was made');
    this.#receipt.add({ data: whole, people, places });
    this.#printed.add(items, places);
  }

  /** What was taken. */
  taken(): TakenAnswer {
    if (this.#left !== null) return takeAnswer(this.#left.data, this.#reading);
    return { data: this.#printed, people: this.#people, receipt: this.#receipt };
  }
}
