import { useEffect, useEffectEvent, useState } from 'react';
import type { Choice } from './choice.ts';
import { askedCaller, type Headers } from './credentials.ts';
import type { Session } from './session.ts';

/** Who is told what came of fetching credentials. */
export interface CredentialsUse {
  readonly session: Session;
  readonly onHeaders: (headers: Headers) => void;
  /** Told why the credentials could not be fetched; null once they could. */
  readonly onProblem: (why: string | null) => void;
}

/** While somebody writes a case reference, not every letter is asked about. */
const restMs = 250;

/** Fetches headers whenever somebody else is to ask; says whether those of the chosen caller are there. */
export function useCredentials(choice: Choice, { session, onHeaders, onProblem }: CredentialsUse): boolean {
  const asked = JSON.stringify(askedCaller(choice));
  const [fetched, setFetched] = useState<string | null>(null);
  const take = useEffectEvent(async (isCurrent: () => boolean) => {
    try {
      const headers = await session.take(askedCaller(choice));
      if (!isCurrent()) return;
      onHeaders(headers);
      setFetched(asked);
      onProblem(null);
    } catch (problem) {
      if (isCurrent()) onProblem(problem instanceof Error ? problem.message : '');
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked says whether somebody else is to ask.
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => void take(() => current), restMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked]);
  return fetched === asked;
}
