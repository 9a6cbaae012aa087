import type { Language } from '../../language.ts';
import type { Choice } from './choice.ts';
import type { Controls } from './controls.ts';

/** What the parts of the bar show and tell. */
export interface BarProps {
  readonly controls: Controls;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly language: Language;
}
