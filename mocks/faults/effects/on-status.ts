import { faultAnswer } from '../../virta/soap.ts';
import type { OutgoingAnswer } from '../answer-text.ts';
import type { Strike } from '../dials.ts';
import { type Effect, type Effects, faultCanary } from './effect.ts';

/** What answers with an error in place of the registry's answer. */
export const statusEffects = {
  'status-500': withStatus(500),
  'status-502': withStatus(502),
  'status-503': withStatus(503),
  'status-503-retry-after': withStatus(503, retryAfter),
  'status-504': withStatus(504),
  'status-429': withStatus(429, retryAfter),
  'status-400': withStatus(400),
  'status-403': withStatus(403),
  'login-down': withStatus(503),
  'login-down-expired': withStatus(503),
  redirect: {
    at: 'answer',
    change: ({ strike }) => ({
      status: strike.number('status'),
      headers: { location: 'https://elsewhere.invalid/', 'content-type': 'text/html' },
      body: '',
    }),
  },
  'soap-validation-error': soapFault({ code: 'Client', text: 'Validation error', status: 500 }),
  'soap-access-denied': soapFault({ code: 'Server', text: 'Access denied', status: 500 }),
  'soap-fault-200': soapFault({ code: 'Server', text: 'Internal error', status: 200 }),
  'plain-text-500': {
    at: 'answer',
    change: () => textAnswer(500, 'text/plain; charset=utf-8', `Internal Server Error ${faultCanary}`),
  },
} as const satisfies Effects;

function withStatus(
  status: number,
  headersOf: (strike: Strike) => Record<string, string> = () => ({}),
): Effect {
  return {
    at: 'answer',
    change: ({ strike, registry }) => {
      const answer =
        registry === 'virta'
          ? textAnswer(status, 'text/plain; charset=utf-8', faultCanary)
          : textAnswer(status, 'application/json;charset=utf-8', JSON.stringify({ error: faultCanary }));
      return { ...answer, headers: { ...answer.headers, ...headersOf(strike) } };
    },
  };
}

function retryAfter(strike: Strike): Record<string, string> {
  const seconds = strike.number('seconds');
  const date = new Date(Date.now() + seconds * 1000).toUTCString();
  return { 'retry-after': strike.choice('form') === 'date' ? date : String(seconds) };
}

interface SoapFault {
  readonly code: 'Client' | 'Server';
  readonly text: string;
  readonly status: number;
}

function soapFault({ code, text, status }: SoapFault): Effect {
  return {
    at: 'answer',
    change: () => {
      const { body } = faultAnswer({ code, text, validationErrors: [faultCanary] });
      return textAnswer(status, 'text/xml; charset=utf-8', body ?? '');
    },
  };
}

function textAnswer(status: number, type: string, body: string): OutgoingAnswer {
  return { status, headers: { 'content-type': type }, body };
}
