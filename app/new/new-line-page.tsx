'use client';

import { useEffect } from 'react';
import { newLineHref } from '@/app/book/address';
import { books } from '@/app/composition/books';
import { PlainPage } from '@/app/ui/plain-page';

/** Where the shortcut of the installed app leads: on to the book opened last, where a line can be written at once. */
export function NewLinePage() {
  useEffect(() => {
    void books.list().then((shelf) => {
      const last = shelf.find(({ movedTo, wentOn }) => movedTo === null && wentOn === null);
      window.location.replace(last === undefined ? '/' : newLineHref(last.id));
    });
  }, []);
  return (
    <PlainPage title="A new line">
      <p className="text-soft">Opening the book that you had open last.</p>
    </PlainPage>
  );
}
