import type { Dispatcher } from 'undici';
import { HttpRefusal } from './network-failure.ts';

/**
 * Reads a body up to a limit, in bytes. Throws `HttpRefusal` for a compressed or longer one, and for bytes that are no
 * UTF-8.
 */
export async function readText(response: Dispatcher.ResponseData, limit: number): Promise<string> {
  if (response.headers['content-encoding'] !== undefined) {
    leaveUnread(response);
    throw new HttpRefusal('COMPRESSED');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > limit) throw new HttpRefusal('TOO_LARGE');
    chunks.push(chunk);
  }
  const [only] = chunks;
  return decodeUtf8(only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks));
}

/** Lets go of an answer whose body is not wanted. */
export function leaveUnread({ body }: Dispatcher.ResponseData): void {
  // The stream reports its own end as an error; unheard, that would end the process.
  body.on('error', () => undefined).destroy();
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new HttpRefusal('NOT_UTF8');
  }
}
