import type { ComponentProps } from 'react';

export type ButtonLook = 'filled' | 'ruled' | 'plain' | 'wrong';

const looks: Record<ButtonLook, string> = {
  filled: 'border-accent bg-accent text-on-accent px-4 hover:opacity-90',
  ruled: 'border-rule-strong bg-transparent text-ink px-4 hover:bg-wash',
  plain: 'border-transparent bg-transparent text-ink px-2 hover:bg-wash',
  wrong: 'border-wrong bg-transparent text-wrong px-4 hover:bg-wrong-wash',
};

/** The shape shared by buttons and by links that look like one. */
export const buttonClass = (look: ButtonLook = 'ruled', small = false): string =>
  `inline-flex items-center justify-center gap-2 rounded-sm border font-medium whitespace-nowrap no-underline select-none motion-safe:transition-colors motion-safe:duration-150 disabled:opacity-50 ${small ? 'min-h-7 text-[0.8125rem]' : 'min-h-11 desk:min-h-9'} ${looks[look]}`;

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: ButtonLook;
  readonly small?: boolean;
}

export function Button({
  look = 'ruled',
  small = false,
  className = '',
  type = 'button',
  ...rest
}: ButtonProps) {
  return <button type={type} className={`${buttonClass(look, small)} ${className}`} {...rest} />;
}
