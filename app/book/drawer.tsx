'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef } from 'react';
import { Icon } from '@/app/ui/icons';
import { Sheet } from '@/app/ui/sheet';
import type { Account } from '@/lib/ledger/records';
import { AccountForm } from './account-form';
import { AccountList } from './account-list';
import { type DrawerState, drawerTitles } from './drawers';
import { LineHistory } from './history/line-history';
import { TwoVersions } from './history/two-versions';
import { MoreList } from './more-list';
import { loadBookPanel, loadExportPanel, loadImportPanel, loadPeople, loadSyncPanel } from './parts';
import { LineForm } from './register/line-form';

const SyncPanel = dynamic(() => loadSyncPanel().then((module) => module.SyncPanel), { ssr: false });
const People = dynamic(() => loadPeople().then((module) => module.People), { ssr: false });
const ImportPanel = dynamic(() => loadImportPanel().then((module) => module.ImportPanel), { ssr: false });
const ExportPanel = dynamic(() => loadExportPanel().then((module) => module.ExportPanel), { ssr: false });
const BookPanel = dynamic(() => loadBookPanel().then((module) => module.BookPanel), { ssr: false });

export interface DrawerProps {
  readonly state: DrawerState;
  readonly account: Account | null;
  open(drawer: DrawerState): void;
  close(): void;
}

/** At a desk: a column of its own beside the register, which stays usable and uncovered. */
export function Drawer(props: DrawerProps) {
  const box = useRef<HTMLElement>(null);
  const title = drawerTitles[props.state.kind];
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus follows whenever something else is opened
  useEffect(() => box.current?.focus(), [props.state]);
  const width = props.state.kind === 'import' ? 'w-[44rem] max-w-[60%]' : 'w-[23rem]';
  return (
    <aside
      ref={box}
      tabIndex={-1}
      aria-label={title}
      className={`flex shrink-0 flex-col border-l border-rule-strong bg-raised outline-none ${width}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) props.close();
      }}
    >
      <div className="flex items-center justify-between gap-3 border-b border-rule pt-4 pr-2 pb-2 pl-5">
        <h2 className="text-lg">{title}</h2>
        <button
          type="button"
          aria-label="Close"
          className="grid size-9 place-items-center rounded-sm text-soft hover:bg-wash"
          onClick={props.close}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-5">
        <DrawerContent {...props} />
      </div>
    </aside>
  );
}

/** On a narrow screen: a sheet from below. */
export function DrawerSheet(props: DrawerProps) {
  return (
    <Sheet title={titleOnPhone(props.state)} onClose={props.close}>
      <DrawerContent {...props} />
    </Sheet>
  );
}

const titleOnPhone = (state: DrawerState): string =>
  state.kind === 'line' ? (state.line === null ? 'A new line' : 'Edit this line') : drawerTitles[state.kind];

function DrawerContent({ state, account, open, close }: DrawerProps) {
  switch (state.kind) {
    case 'history':
      return <LineHistory key={state.line} line={state.line} />;
    case 'versions':
      return <TwoVersions open={open} />;
    case 'account':
      return <AccountForm key={state.account} account={state.account} onDone={close} />;
    case 'accounts':
      return (
        <div className="-m-5">
          <AccountList current={account?.id ?? null} open={open} onChosen={close} />
        </div>
      );
    case 'more':
      return <MoreList open={open} account={account} />;
    case 'line':
      return account ? (
        <LineForm key={state.line} account={account} line={state.line} open={open} onDone={close} />
      ) : null;
    case 'sync':
      return <SyncPanel />;
    case 'people':
      return <People />;
    case 'import':
      return account ? <ImportPanel account={account} onDone={close} /> : null;
    case 'export':
      return <ExportPanel account={account} />;
    case 'book':
      return <BookPanel step={state.step} go={(step) => open({ kind: 'book', step })} />;
  }
}
