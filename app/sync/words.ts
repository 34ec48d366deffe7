/** Plain words for what goes on in the network. */

import type { PeerHere, SyncSnapshot } from '@/app/composition/contract';
import { locale } from '@/app/ui/locale';
import { formatDate } from '@/lib/ledger/dates';
import type { StrategyName } from '@/lib/sync/strategy';
import type { TransportName, TransportTrouble } from '@/lib/sync/transport';

const ways: Readonly<Record<TransportName, string>> = {
  webrtc: 'straight from browser to browser',
  websocket: 'through the home server',
  'broadcast-channel': 'another tab on this device',
  simulated: 'inside this page',
};

export const sayWay = (transport: TransportName): string => ways[transport];

const troubles: Readonly<Record<TransportTrouble['kind'], string>> = {
  unreachable: 'The home server does not answer. Devices that have found each other go on without it.',
  refused:
    'The home server does not let this book in: another book has taken its place there. Devices share without it.',
  'no-store':
    'The home server helps your devices find each other and keeps no copy: the book lies on the devices alone.',
  disk: 'The disk of the home server takes nothing more. Nothing is lost: your devices keep what is new, and hand it over when there is room again.',
  'no-direct-path':
    'No straight way to one of the devices was found, so what you share goes by way of others.',
  'not-exchanged':
    'Another program shares this book here, and some of its lines could not come over: the details say how many.',
  unsupported: 'This browser cannot speak to other browsers itself: it shares through the home server alone.',
};

export const sayTrouble = (kind: TransportTrouble['kind']): string => troubles[kind];

/** By the name of a run: whose device it is, '' while that is not known. */
export const nameIn =
  ({ peers }: SyncSnapshot) =>
  (peer: string): string => {
    const here = peers.find((one) => one.peer === peer);
    return here?.member?.name ?? here?.device ?? '';
  };

/** @param elected null: this very device. */
export const sayElected = (elected: PeerHere | null): string => {
  if (elected === null) return 'This device keeps the book for all now.';
  const { member, device } = elected;
  const who = member === null ? 'A new device' : device === '' ? member.name : `${member.name}, ${device},`;
  return `${who} keeps the book for all now.`;
};

export interface StrategyWords {
  readonly name: string;
  readonly text: string;
}

export const strategyWords: Readonly<Record<StrategyName, StrategyWords>> = {
  'nearest-peer': {
    name: 'From neighbor to neighbor',
    text: 'Each device keeps to a few near ones and passes on what is new. Goes on with no server at all. Best for most.',
  },
  'fixed-server': {
    name: 'Through the home server',
    text: 'Everything goes to the one computer that runs WeSpend, and from there to the others. Simple, and stands still without it.',
  },
  'elected-server': {
    name: 'Through one of us',
    text: 'The device that has been here longest keeps the book for all; if it leaves or fails, the next one takes over by itself. Little to keep up for the others, most of the work for one.',
  },
  'data-blast': {
    name: 'Everything to everyone',
    text: 'Each device sends the whole book to every other. Needs no plan at all, and wastes the most: here to compare with.',
  },
};

/** @param day YYYY-MM-DD */
export const sayLost = (day: string): string => `marked as lost on ${formatDate(day, locale(), 'long')}`;

const figures = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export function sayBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${figures.format(size)} ${units[unit]}`;
}

export const sayCount = (count: number): string => figures.format(count);
