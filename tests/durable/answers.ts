import { z } from 'zod';
import type { Headers } from '../sandbox-access.ts';
import { keepOutput } from '../test-output.ts';

/** An answer that a client received to its last byte. */
export type Answer = z.infer<typeof answerSchema>;

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()),
  extensions: z.object({ receipt: z.object({ jws: z.string(), salt: z.string() }) }),
});

/** A question, as it is sent. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Sixteen clients of one gateway. */
export interface Clients {
  /** Every answer received in full until now. */
  readonly answers: readonly Answer[];
  /** Resolves when so many answers have come, or all clients have lost their gateway. */
  readonly received: (count: number) => Promise<void>;
  /** Resolves when no client is under way any more. */
  readonly gone: () => Promise<void>;
}

const clientCount = 16;

/** Lets clients ask one question after the other until their gateway is gone. */
export function startClients(url: string, headers: Headers, nextQuestion: () => Question): Clients {
  const answers: Answer[] = [];
  const waiting: { readonly count: number; readonly reached: () => void }[] = [];
  const ask = async (): Promise<void> => {
    for (;;) {
      const text = await textOf(url, headers, nextQuestion());
      if (text === null) return;
      keepOutput('answers', text);
      answers.push(answerSchema.parse(JSON.parse(text)));
      for (const { count, reached } of waiting) if (answers.length >= count) reached();
    }
  };
  const all = Promise.all(Array.from({ length: clientCount }, ask));
  const gone = async () => void (await all);
  return {
    answers,
    received: (count) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ count, reached: resolve });
      if (count === 0) resolve();
      return Promise.race([promise, gone()]);
    },
    gone,
  };
}

/** The whole answer; null when the connection broke before its end. */
async function textOf(url: string, headers: Headers, question: Question): Promise<string | null> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(question),
    });
    return await response.text();
  } catch {
    return null;
  }
}
