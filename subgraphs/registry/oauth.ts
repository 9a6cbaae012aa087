import { z } from 'zod';
import { answered, failed } from './answer.ts';
import type { HttpClient } from './http.ts';
import { failureOfStatus, jsonOf } from './reply.ts';
import type { LogIn } from './session.ts';

/** A log-in by OAuth2 client credentials, the secret in the form (`client_secret_post`). */
export interface OAuthSettings {
  readonly server: HttpClient;
  readonly tokenPath: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly now: () => number;
}

const tokenReply = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().optional(),
});

/** OPH's servers give tokens of 300 s and say so; without a word, that is assumed. */
const defaultLifetimeSeconds = 300;
/** No word of a server's makes a token last longer. */
const longestLifetimeSeconds = 86_400;
/** A token is renewed this long before its end, so that it cannot end on its way. */
const marginSeconds = 50;

/** Fetches a bearer token. */
export function oauthLogIn(settings: OAuthSettings): LogIn {
  return async (signal) => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const reply = await settings.server.call({
      method: 'POST',
      path: settings.tokenPath,
      headers,
      body,
      signal,
    });
    if (!reply.answered) return reply;
    if (reply.value.status === 400) return failed('AUTHENTICATION_FAILED');
    if (reply.value.status !== 200) return failureOfStatus(reply.value, new Date(settings.now()));
    const json = jsonOf(reply.value, reply.observedAt);
    if (!json.answered) return json;
    const token = tokenReply.safeParse(json.value);
    if (!token.success) return failed('INVALID_ANSWER');
    const { expires_in: stated = defaultLifetimeSeconds } = token.data;
    const lifetime = Math.max(Math.min(stated, longestLifetimeSeconds) - marginSeconds, 1);
    return answered(
      { secret: token.data.access_token, renewAt: settings.now() + lifetime * 1000 },
      reply.observedAt,
    );
  };
}
