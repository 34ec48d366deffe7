'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { Button } from './button';
import { Icon } from './icons';

export interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
}

const NoticeContext = createContext<(notice: Notice) => void>(() => undefined);

/** Says one short line at the foot of the page, aloud too, and lets it go after a while. */
export const useNotice = (): ((notice: Notice) => void) => useContext(NoticeContext);

const staysMs = 8000;

export function NoticeProvider({ children }: { readonly children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const say = useCallback((next: Notice) => setNotice(next), []);
  useEffect(() => {
    if (!notice) return;
    const timer = window.setTimeout(() => setNotice(null), staysMs);
    return () => window.clearTimeout(timer);
  }, [notice]);
  return (
    <NoticeContext value={say}>
      {children}
      <div
        role="status"
        className="no-print pointer-events-none fixed inset-x-0 bottom-[5.5rem] z-40 flex justify-center px-4"
      >
        {notice ? (
          <div className="rise pointer-events-auto flex max-w-full items-center gap-3 rounded-sm border border-ink bg-raised py-1.5 pr-1.5 pl-4">
            <span className="min-w-0">{notice.text}</span>
            {notice.action ? (
              <Button
                small
                onClick={() => {
                  notice.action?.run();
                  setNotice(null);
                }}
              >
                {notice.action.label}
              </Button>
            ) : null}
            <Button small look="plain" aria-label="Close this message" onClick={() => setNotice(null)}>
              <Icon name="close" size={14} />
            </Button>
          </div>
        ) : null}
      </div>
    </NoticeContext>
  );
}
