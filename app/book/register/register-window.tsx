'use client';

import { FutureRow, MonthRow } from './divider-row';
import { type LineSetting, LineSlot } from './line-slot';
import type { LaidOutRegister } from './use-register';
import type { RegisterScroll } from './use-register-scroll';

export interface RegisterWindowProps {
  readonly lines: LaidOutRegister;
  readonly virtualizer: RegisterScroll['virtualizer'];
  readonly setting: LineSetting;
}

/** The rows that are in view, each in its place on the whole length of the register. */
export function RegisterWindow({ lines, virtualizer, setting }: RegisterWindowProps) {
  const { register, layout, future } = lines;
  const rows = virtualizer.getVirtualItems().map((item) => {
    const slot = layout.slotAt(item.index);
    const style = { height: item.size, transform: `translateY(${item.start}px)` };
    const place = { role: 'presentation', className: 'absolute inset-x-0 top-0', style } as const;
    if (slot.kind === 'month')
      return (
        <div key={slot.month} {...place}>
          <MonthRow month={slot.month} />
        </div>
      );
    if (slot.kind === 'future')
      return (
        <div key="future" {...place}>
          <FutureRow />
        </div>
      );
    const entry = register.window(slot.line, slot.line + 1)[0];
    // A line keeps its key wherever it moves, so that an open editor keeps its focus.
    return entry ? (
      <div key={entry.transaction.id} {...place}>
        <LineSlot entry={entry} future={slot.line >= future} setting={setting} />
      </div>
    ) : null;
  });
  return (
    <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {rows}
    </div>
  );
}
