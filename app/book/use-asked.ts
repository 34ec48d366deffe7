'use client';

import { useEffect, useState } from 'react';
import { useBook } from './book-context';

/**
 * What is worked out of the book when asked for, as of its last change; null until it is there. `ask` must be the same
 * function for as long as the question is the same.
 */
export function useAsked<Answer>(ask: () => Promise<Answer>): Answer | null {
  const { ledger } = useBook();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      const found = await ask();
      if (!isOver) setAnswer(found);
    };
    void look();
    const stop = ledger.subscribe(() => void look());
    return () => {
      isOver = true;
      stop();
    };
  }, [ledger, ask]);
  return answer;
}
