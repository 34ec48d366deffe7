import { describe, expect, it } from 'vitest';
import { sharingSentence } from '@/app/book/sharing-words';
import { sayUndo } from '@/app/book/undo-words';
import type { PeerHere, SyncSnapshot } from '@/app/composition/contract';
import { sayCosts } from '@/app/sync/strategy-costs';
import { sayElected } from '@/app/sync/words';
import { initialsOf } from '@/app/ui/member-mark';

const peer = (name: string, more: Partial<PeerHere> = {}): PeerHere => ({
  peer: name,
  role: 'peer',
  member: { id: name, name, color: 0, deleted: false },
  device: `${name}’s phone`,
  lost: false,
  neighbor: true,
  rtt: null,
  lacks: null,
  via: 'webrtc',
  editing: null,
  editingSince: null,
  ...more,
});

const relay = peer('relay', { role: 'server', member: null, device: '' });

const snapshot = (peers: readonly PeerHere[], more: Partial<SyncSnapshot> = {}): SyncSnapshot => ({
  peers,
  devices: [],
  traffic: { framesIn: 0, framesOut: 0, bytesIn: 0, bytesOut: 0 },
  strategy: 'nearest-peer',
  ledgerStrategy: 'nearest-peer',
  stalled: null,
  elected: null,
  arrivals: { all: 0, redundant: 0 },
  troubles: [],
  refused: [],
  forks: 0,
  progress: null,
  endings: [],
  allAgree: true,
  unsharedChanges: 0,
  latest: [],
  ...more,
});

describe('how the sharing goes, in words', () => {
  it('names everybody once, and says whether all agree', () => {
    const two = snapshot([peer('Ben'), peer('Ben'), peer('Cleo'), relay]);
    expect(sharingSentence(two, 'Ada')).toBe('Shared with Ben and Cleo, all agree');
    expect(sharingSentence({ ...two, allAgree: false }, 'Ada')).toBe('Shared with Ben and Cleo, catching up');
  });

  it('says who keeps the book for all', () => {
    expect(sayElected(null)).toBe('This device keeps the book for all now.');
    expect(sayElected(peer('Ben'))).toBe('Ben, Ben’s phone, keeps the book for all now.');
  });

  it('counts what each way of sharing costs in this room', () => {
    const three = { peers: [peer('Ben'), peer('Cleo'), relay] };
    const five = { peers: [...three.peers, peer('Dan'), peer('Eva')] };
    expect(sayCosts('nearest-peer', three)).toBe(
      'Here and now: a change is sent 9 times in all, and a newcomer gets the book once.',
    );
    expect(sayCosts('nearest-peer', five)).toBe(
      'Here and now: a change is sent 5 times in all, and a newcomer gets the book once.',
    );
    expect(sayCosts('data-blast', three)).toBe(
      'Here and now: a change is sent 9 times in all, and a newcomer gets the book 4 times.',
    );
    expect(sayCosts('fixed-server', { peers: [peer('Ben')] })).toBe(
      'Here and now: the home server is not in sight.',
    );
    expect(sayCosts('nearest-peer', { peers: [] })).toBe('');
  });

  it('calls another device of the same person by its name', () => {
    expect(sharingSentence(snapshot([peer('Ada')]), 'Ada')).toBe('Shared with Ada’s phone, all agree');
  });

  it('counts what waits for somebody to come near', () => {
    expect(sharingSentence(snapshot([], { unsharedChanges: 3 }), 'Ada')).toBe(
      'On your own: 3 changes to share when someone is near',
    );
    expect(sharingSentence(snapshot([], { unsharedChanges: 1 }), 'Ada')).toContain('1 change to share');
  });

  it('says when only the home server is there', () => {
    expect(sharingSentence(snapshot([relay]), 'Ada')).toBe('Nobody else is here. The home server has it all');
  });
});

describe('what became of an undo, in words', () => {
  it('says what was undone, and what others have changed since', () => {
    expect(sayUndo('undo', { done: 1, kept: 0, label: 'import' })).toBe('Undone: the import.');
    expect(sayUndo('undo', { done: 0, kept: 1, label: 'change' })).toContain('somebody has changed it since');
    expect(sayUndo('redo', { done: 0, kept: 0, label: '' })).toBe('There is nothing to do again.');
  });
});

describe('initials', () => {
  it.each([
    ['Ada', 'Ad'],
    ['ben carter', 'BC'],
    ['  ', ''],
    ['Émile', 'Ém'],
    ['李', '李'],
  ])('of “%s” are “%s”', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
