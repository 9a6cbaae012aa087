import { z } from 'zod';

const acceptedUrl = 'must be a redis:// or rediss:// URL';

/** Settings of the state that replicas share, as a part of the gateway's. */
export const sharedStateEnvironment = z.object({
  SHARED_STATE: z.string().refine(isStoreUrl, { error: acceptedUrl }).optional(),
  DEPLOYMENT: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, { error: 'must be 1–40 small letters, digits, hyphens' })
    .default('opintolupa'),
});

/** Where replicas share what they count, and how many there are. */
export interface SharedStateSettings {
  /** Null: nowhere. */
  readonly url: string | null;
  /** Deployments and modes may be in one server and know nothing of each other. */
  readonly deployment: string;
  readonly mode: 'mock' | 'real';
  /** The most processes that there may ever be. */
  readonly replicas: number;
}

/** Why a store may not be used with real registries; null when it may. */
export function storeContradiction({ SHARED_STATE: url, REGISTRIES: mode }: Given): string | null {
  if (url === undefined || mode === 'mock' || url.startsWith('rediss:')) return null;
  const onThisMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
  return onThisMachine
    ? null
    : 'SHARED_STATE: must be rediss:// with REGISTRIES=real, unless on this machine';
}

interface Given {
  readonly SHARED_STATE?: string | undefined;
  readonly REGISTRIES: 'mock' | 'real';
}

function isStoreUrl(text: string): boolean {
  return /^rediss?:\/\/./.test(text) && URL.canParse(text);
}
