'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';

interface Around {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
}

interface Ids {
  readonly id: string;
  readonly describedBy: string | undefined;
}

function Labelled({ label, hint, error, children }: Around & { readonly children: (ids: Ids) => ReactNode }) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="flex flex-col">
      <label htmlFor={id} className="text-[0.8125rem] text-soft">
        {label}
      </label>
      {children({ id, describedBy: note ? `${id}-note` : undefined })}
      {note ? (
        <p id={`${id}-note`} className={`mt-1 text-[0.8125rem] ${error ? 'text-wrong' : 'text-soft'}`}>
          {note}
        </p>
      ) : null}
    </div>
  );
}

export type TextFieldProps = Around & Omit<ComponentProps<'input'>, 'id'>;

/** A line to write on, with its label above and, below, a hint or what is wrong. */
export function TextField({ label, hint, error = null, className = '', ...rest }: TextFieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {({ id, describedBy }) => (
        <input
          id={id}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          autoComplete="off"
          className={`line-field min-h-11 text-base desk:min-h-9 ${className}`}
          {...rest}
        />
      )}
    </Labelled>
  );
}

export type LongTextFieldProps = Around & Omit<ComponentProps<'textarea'>, 'id'>;

/** A few lines to write on, for what is pasted or copied from paper. */
export function LongTextField({ label, hint, error = null, className = '', ...rest }: LongTextFieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          rows={3}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className={`line-field resize-none text-base ${className}`}
          {...rest}
        />
      )}
    </Labelled>
  );
}

export type ChoiceFieldProps = Around & Omit<ComponentProps<'select'>, 'id'>;

/** The platform's own select: the best one there is under a thumb. */
export function ChoiceField({
  label,
  hint,
  error = null,
  children,
  className = '',
  ...rest
}: ChoiceFieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {({ id, describedBy }) => (
        <select
          id={id}
          aria-describedby={describedBy}
          className={`line-field min-h-11 bg-transparent text-base desk:min-h-9 ${className}`}
          {...rest}
        >
          {children}
        </select>
      )}
    </Labelled>
  );
}
