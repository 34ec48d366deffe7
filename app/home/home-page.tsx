'use client';

import dynamic from 'next/dynamic';
import { useCallback, useEffect, useState } from 'react';
import { books } from '@/app/composition/books';
import type { BookCard } from '@/app/composition/contract';
import { Button, buttonClass } from '@/app/ui/button';
import { NoticeProvider } from '@/app/ui/notice';
import { Wordmark } from '@/app/ui/wordmark';
import { BookShelf } from './book-shelf';
import { Questions } from './questions';

const NewVersionNote = dynamic(
  () => import('@/app/offline/new-version-note').then((module) => module.NewVersionNote),
  { ssr: false },
);
const NewBook = dynamic(() => import('./new-book').then((module) => module.NewBook), { ssr: false });
const JoinBook = dynamic(() => import('./join-book').then((module) => module.JoinBook), { ssr: false });
const RestoreBook = dynamic(() => import('./restore-book').then((module) => module.RestoreBook), {
  ssr: false,
});
const PlainHttpNote = dynamic(() => import('./plain-http-note').then((module) => module.PlainHttpNote), {
  ssr: false,
});

const NearbyBooks = dynamic(() => import('./nearby-books').then((module) => module.NearbyBooks), {
  ssr: false,
});
const MoveNotice = dynamic(() => import('@/app/move/move-notice').then((module) => module.MoveNotice), {
  ssr: false,
});
const MovedBooks = dynamic(() => import('./moved-books').then((module) => module.MovedBooks), { ssr: false });
const Elsewhere = dynamic(() => import('@/app/move/elsewhere').then((module) => module.Elsewhere), {
  ssr: false,
});
const KeepCopy = dynamic(() => import('@/app/backup/keep-copy').then((module) => module.KeepCopy), {
  ssr: false,
});

type Opened = 'new' | 'join' | 'restore' | 'copy' | 'elsewhere' | null;

/** The first page: the books on this device, and the ways to get another one. */
export function HomePage() {
  const [shelf, setShelf] = useState<readonly BookCard[] | null>(null);
  const [opened, setOpened] = useState<Opened>(null);
  const look = useCallback(() => {
    void books.list().then(setShelf);
  }, []);
  useEffect(look, [look]);
  const close = () => setOpened(null);
  const first = shelf?.length === 0;
  const atHome = shelf?.filter(({ movedTo }) => movedTo === null) ?? [];
  const moved = shelf?.filter(({ movedTo }) => movedTo !== null) ?? [];

  return (
    <NoticeProvider>
      <main className="mx-auto flex min-h-dvh w-full max-w-[44rem] flex-col px-5 pb-16">
        <Wordmark />
        <NewVersionNote />
        <h1 className="mt-10 text-4xl leading-[1.1] desk:mt-14 desk:text-5xl">
          {first ? 'A bank book for the household' : 'Your books'}
        </h1>
        {first ? (
          <p className="mt-5 max-w-[34rem] text-lg leading-relaxed">
            Write down what comes in and what goes out, together. The book lies on your own devices, which
            pass it on to each other: no account and no company in between.
          </p>
        ) : null}
        {atHome.length > 0 ? <MoveNotice /> : null}
        {moved.length > 0 ? <MovedBooks books={moved} changed={look} /> : null}
        {atHome.length > 0 ? <BookShelf books={atHome} changed={look} /> : null}
        <div className="mt-8 flex flex-wrap gap-3">
          <Button look={first ? 'filled' : 'ruled'} onClick={() => setOpened('new')}>
            Start a new book
          </Button>
          <Button onClick={() => setOpened('join')}>Join a book</Button>
          <a href="/demo/" className={buttonClass('ruled')}>
            Try the demo household
          </a>
        </div>
        {shelf === null ? null : (
          <Questions
            empty={first}
            keeps={atHome.length > 0}
            keepCopy={() => setOpened('copy')}
            restore={() => setOpened('restore')}
            lookElsewhere={() => setOpened('elsewhere')}
          />
        )}
        <NearbyBooks />
        <PlainHttpNote />
        {opened === 'elsewhere' ? (
          <Elsewhere onClose={close} join={() => setOpened('join')} restore={() => setOpened('restore')} />
        ) : null}
        {opened === 'copy' ? <KeepCopy onClose={close} /> : null}
        {opened === 'new' ? <NewBook onClose={close} /> : null}
        {opened === 'join' ? <JoinBook onClose={close} /> : null}
        {opened === 'restore' ? <RestoreBook onClose={close} changed={look} /> : null}
      </main>
    </NoticeProvider>
  );
}
