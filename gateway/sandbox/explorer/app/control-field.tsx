import { type ReactNode, useId } from 'react';

/** What a field of the bar is made of. */
export interface FieldProps {
  readonly label: string;
  /** A line under the field that says more. */
  readonly hint?: string;
  /** Draws the control that the label is for. */
  readonly children: (ids: { readonly id: string; readonly hintId: string | undefined }) => ReactNode;
}

/** A control with its label above and a hint below. */
export function Field({ label, hint, children }: FieldProps): ReactNode {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, hintId })}
      {hint !== undefined && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
