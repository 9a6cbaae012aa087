/** Ends the reading of a document that must not be used. */
export class Refusal extends Error {}

/** Refuses the document that is being read. The words are for whoever debugs: they never hold any of the document. */
export function refuse(why: string): never {
  throw new Refusal(why);
}
