/** How a registry can be made to behave. */
export const dials = ['normal', 'slow', 'down', 'malformed', 'logged-out'] as const;

/** How a registry behaves. */
export type Dial = (typeof dials)[number];
