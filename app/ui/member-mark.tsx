import type { CSSProperties } from 'react';
import type { Member } from '@/lib/ledger/records';

/** The style that carries a member's colour to whatever uses `var(--by)`. */
export const memberColor = (member: Pick<Member, 'color'> | null): CSSProperties =>
  ({ '--by': member ? `var(--member-${member.color % 8})` : 'var(--rule-strong)' }) as CSSProperties;

export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/u);
  const [first = '', second = ''] = words[0] ?? '';
  const [last = ''] = words.length > 1 ? (words.at(-1) ?? '') : '';
  return first.toLocaleUpperCase() + (last.toLocaleUpperCase() || second.toLocaleLowerCase());
};

/** A member's initials in a ring of their colour: never the colour alone. */
export function MemberMark({ member, title }: { readonly member: Member | null; readonly title?: string }) {
  return (
    <span
      style={memberColor(member)}
      title={title ?? member?.name}
      className="inline-grid size-6 shrink-0 place-items-center rounded-full border-2 border-(--by) bg-paper text-[0.625rem] leading-none font-semibold text-ink"
    >
      <span aria-hidden="true">{member ? initialsOf(member.name) : '?'}</span>
      <span className="sr-only">{title ?? member?.name ?? 'someone'}</span>
    </span>
  );
}
