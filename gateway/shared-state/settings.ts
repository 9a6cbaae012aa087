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

function isStoreUrl(text: string): boolean {
  return /^rediss?:\/\/./.test(text) && URL.canParse(text);
}
