import type { Headers } from '../sandbox-access.ts';
import type { Reply } from '../system.ts';

/** What is sent to a route of the controls. */
export interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Headers;
}

/** Sends to the controls of a gateway as a page does: JSON, asking for JSON. */
export async function sendTo(url: string, { method, path, body, headers = {} }: Sent): Promise<Reply> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${url}/sandbox/${path}`, {
    method,
    headers: { accept: 'application/json', ...json, ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

/** Turns a dial at a gateway's controls. */
export function turnAt(url: string, registry: string, dial: string): Promise<Reply> {
  return sendTo(url, { method: 'PUT', path: `dials/${registry}`, body: { dial } });
}

/** A refusal's status, code and message. */
export function errorOf({ status, body }: Reply): readonly unknown[] {
  return [status, body.errors?.[0].extensions.code, body.errors?.[0].message];
}
