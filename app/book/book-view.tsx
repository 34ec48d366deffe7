'use client';

import dynamic from 'next/dynamic';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDesk } from '@/app/ui/use-desk';
import { useHash } from '@/app/ui/use-hash';
import { useLive } from '@/app/ui/use-live';
import type { Account } from '@/lib/ledger/records';
import { AccountList } from './account-list';
import { readAddress, takeNewLineWish } from './address';
import { useBook, useLedger } from './book-context';
import { BookHead } from './book-head';
import type { DrawerState } from './drawers';
import { loadBookNotes, loadDrawer, loadHeirNotes, loadNearbyRequests, loadNewVersionNote } from './parts';
import { PhoneBar } from './phone-bar';
import { Register } from './register/register';
import { SaveNote } from './save-note';
import { SharingKnot } from './sharing-knot';
import { useUndoKeys } from './use-undo';

const NewVersionNote = dynamic(() => loadNewVersionNote().then((module) => module.NewVersionNote), {
  ssr: false,
});
const Drawer = dynamic(() => loadDrawer().then((module) => module.Drawer), { ssr: false });
const NearbyRequests = dynamic(() => loadNearbyRequests().then((module) => module.NearbyRequests), {
  ssr: false,
});
const HeirNotes = dynamic(() => loadHeirNotes().then((module) => module.HeirNotes), { ssr: false });
const BookNotes = dynamic(() => loadBookNotes().then((module) => module.BookNotes), { ssr: false });
const DrawerSheet = dynamic(() => loadDrawer().then((module) => module.DrawerSheet), { ssr: false });

/** The whole book: accounts, register and, beside them, one drawer; or one above the other on a phone. */
export function BookView() {
  const desk = useDesk();
  const account = useAddressedAccount();
  const closed = useLedger().isClosed();
  const goesOn = useLive(useBook().going.heirs).length > 0;
  const [drawer, setDrawer] = useState<DrawerState | null>(null);
  const opener = useRef<Element | null>(null);
  const open = useCallback((next: DrawerState) => {
    opener.current ??= document.activeElement;
    setDrawer(next);
  }, []);
  const close = () => {
    setDrawer(null);
    if (opener.current instanceof HTMLElement) opener.current.focus();
    opener.current = null;
  };
  const asking = useLive(useBook().nearby).length > 0;
  const openExport = () => open({ kind: 'export' });
  useUndoKeys();
  useEffect(() => {
    if (!desk && takeNewLineWish()) open({ kind: 'line', line: null });
  }, [desk, open]);

  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <NewVersionNote />
      <SaveNote openExport={openExport} />
      {asking ? <NearbyRequests /> : null}
      <BookNotes openExport={openExport} />
      <div className="flex min-h-0 flex-1">
        {desk ? (
          <nav
            aria-label="Accounts"
            className={`flex w-60 shrink-0 flex-col border-r border-rule ${hidesAccounts(drawer)}`}
          >
            <AccountList current={account?.id ?? null} open={open} />
            <SharingKnot open={open} />
          </nav>
        ) : null}
        <main className="flex min-w-0 flex-1 flex-col">
          <BookHead account={account} desk={desk} open={open} />
          {goesOn && !closed ? <HeirNotes open={open} /> : null}
          {account ? (
            <Register
              key={account.id}
              account={account}
              showHistory={(line) => open({ kind: 'history', line })}
              openSheet={(line) => open({ kind: 'line', line })}
            />
          ) : (
            <NoAccount open={open} />
          )}
          {goesOn && closed ? <HeirNotes open={open} /> : null}
        </main>
        {desk && drawer ? <Drawer state={drawer} account={account} open={open} close={close} /> : null}
      </div>
      {desk ? null : <PhoneBar open={open} canAdd={account !== null && !closed} />}
      {!desk && drawer ? <DrawerSheet state={drawer} account={account} open={open} close={close} /> : null}
    </div>
  );
}

/** The register keeps its room: where a drawer needs much of it, the list of accounts gives way. */
function hidesAccounts(drawer: DrawerState | null): string {
  if (drawer === null) return '';
  return drawer.kind === 'import' ? 'hidden' : 'max-xl:hidden';
}

/** The account that the address names, or else the first; the title of the page follows it. */
function useAddressedAccount(): Account | null {
  const ledger = useLedger();
  const { id } = useBook();
  const address = readAddress(useHash() ?? '');
  const named = address?.ledger === id && address.account !== null ? ledger.account(address.account) : null;
  const account = named && !named.deleted ? named : (ledger.accounts()[0] ?? null);
  const title = `${account ? `${account.name} · ` : ''}${ledger.settings().name}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return account;
}

function NoAccount({ open }: { open(drawer: DrawerState): void }) {
  return (
    <p className="p-5">
      This book has no account yet.{' '}
      <button type="button" className="link" onClick={() => open({ kind: 'account', account: null })}>
        Open the first one
      </button>
    </p>
  );
}
