import { element } from '../markup.ts';

/** The ways in which a fact looks. Only `none` is an answer that there is nothing; every `gap` says why nobody knows. */
export const looks = {
  KNOWN: { look: 'known', shape: '<circle cx="8" cy="8" r="5" fill="currentColor"/>' },
  KNOWN_NONE: { look: 'none', shape: '<circle cx="8" cy="8" r="5"/>' },
  NOT_APPLICABLE: { look: 'none', shape: '<path d="M3 8h10"/>' },
  CONFLICT: { look: 'conflict', shape: '<path d="M1 6h9M7 3l3 3-3 3M15 11H6M9 8l-3 3 3 3"/>' },
  NOT_LINKED: { look: 'gap', shape: '<circle cx="4" cy="8" r="3"/><circle cx="12" cy="8" r="3"/>' },
  AMBIGUOUS: { look: 'gap', shape: '<path d="M8 15V9M8 9L3 3M8 9l5-6"/>' },
  NOT_COVERED: { look: 'gap', shape: '<circle cx="8" cy="8" r="6" stroke-dasharray="2 2.7"/>' },
  NOT_PERMITTED: { look: 'gap', shape: '<circle cx="8" cy="8" r="6"/><path d="M4 12l8-8"/>' },
  WITHHELD: { look: 'gap', shape: '<path d="M3 8h10v6H3zM5 8V5a3 3 0 0 1 6 0v3"/>' },
  CONSENT_REQUIRED: { look: 'gap', shape: '<path d="M2 14h12M4 11l7-8 2 2-7 7-3 1z"/>' },
  CONSENT_UNVERIFIABLE: { look: 'gap', shape: '<path d="M2 14h3M8 14h.1M11 14h3M4 11l7-8 2 2-7 7-3 1z"/>' },
  SOURCE_UNAVAILABLE: { look: 'gap', shape: '<path d="M8 2l7 12H1zM8 6v4M8 12v.5"/>' },
  STALE: { look: 'gap', shape: '<circle cx="8" cy="8" r="6"/><path d="M8 4v4l3 2"/>' },
  UNDETERMINED: {
    look: 'gap',
    shape: '<path d="M8 1l6 3.5v7L8 15l-6-3.5v-7zM6 6.500a2 2 0 1 1 2 2v1M8 11.500v.5"/>',
  },
} as const satisfies Record<string, { readonly look: string; readonly shape: string }>;

/** A state that has a look of its own. */
export type LookedState = keyof typeof looks;

interface Look {
  readonly look: string;
  readonly shape: string;
}

const lookByState = new Map<string, Look>(Object.entries(looks));

/** How a state looks; one that is not known here looks like a gap. */
export function lookOf(state: string): Look {
  return lookByState.get(state) ?? looks.UNDETERMINED;
}

/** The sign of a state: a shape of its own, beside which words always stand. */
export function signOf(state: string): string {
  const frame = { viewBox: '0 0 16 16', width: 16, height: 16, fill: 'none', stroke: 'currentColor' };
  const line = { 'stroke-width': 1.75, 'aria-hidden': 'true', focusable: 'false' };
  return element('svg', { class: 'sign', ...frame, ...line }, lookOf(state).shape);
}
