/** Stands in a value for a part that is another one each time. */
export class Gap {
  /** Which of the values that a form is filled with belongs here. */
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** Canonical JSON of values that differ in few parts: the bytes around these, written once for all. */
export class CanonicalForm {
  /** One more than there are gaps. */
  readonly pieces: readonly Uint8Array[];
  /** Of each gap which value belongs there. */
  readonly values: readonly number[];

  constructor(pieces: readonly Uint8Array[], values: readonly number[]) {
    this.pieces = pieces;
    this.values = values;
  }
}

/** One such value: a form, and what is in its gaps, which may be filled forms again, also in lists. */
export class FilledForm {
  readonly form: CanonicalForm;
  readonly values: readonly unknown[];

  constructor(form: CanonicalForm, values: readonly unknown[]) {
    this.form = form;
    this.values = values;
  }
}
