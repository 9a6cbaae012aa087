import { useEffect, useEffectEvent } from 'react';
import type { Choice } from './choice.ts';
import { askedCaller, type Headers } from './credentials.ts';
import type { Session } from './session.ts';

/** Who is told what came of fetching credentials. */
export interface CredentialsUse {
  readonly session: Session;
  readonly onHeaders: (headers: Headers) => void;
  readonly onProblem: (failed: boolean) => void;
}

/** While somebody writes a case reference, not every letter is asked about. */
const restMs = 250;

/** Fetches headers whenever somebody else is to ask. */
export function useCredentials(choice: Choice, { session, onHeaders, onProblem }: CredentialsUse): void {
  const asked = JSON.stringify(askedCaller(choice));
  const take = useEffectEvent(async (isCurrent: () => boolean) => {
    const headers = await session.take(askedCaller(choice)).catch(() => null);
    if (!isCurrent()) return;
    onProblem(headers === null);
    if (headers !== null) onHeaders(headers);
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
}
