/** What a process answers to whoever started it, by the name of the question. */
export type Answers = Readonly<Record<string, (argument: unknown) => unknown>>;

/** Answers the starter's questions of these names, in the order in which they come; others are left to others. */
export function answerParent(answers: Answers): void {
  process.on('message', (message: unknown) => {
    // Read by hand: this runs inside whatever is measured, and must weigh nothing there.
    if (typeof message !== 'object' || message === null || !('ask' in message) || !('id' in message)) return;
    const { ask, id } = message;
    if (typeof ask !== 'string' || !Object.hasOwn(answers, ask)) return;
    process.send?.({ id, reply: answers[ask]?.('argument' in message ? message.argument : undefined) });
  });
}

/** Tells the starter where this process listens. */
export function tellParent(url: string): void {
  process.send?.({ url });
}
