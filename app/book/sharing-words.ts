/** How the sharing goes, in one sentence that needs no knowledge of networks. */

import type { SyncSnapshot } from '@/app/composition/contract';

const several = new Intl.ListFormat('en', { type: 'conjunction' });

const changes = (count: number): string => (count === 1 ? '1 change' : `${count} changes`);

/** Who is here besides this page, each person once; `own` is the member of this device. */
export function namesHere(snapshot: SyncSnapshot, own: string | null): readonly string[] {
  const people = snapshot.peers.filter((peer) => peer.role === 'peer');
  const names = people.map((peer) => {
    if (!peer.member) return 'a new device';
    return peer.member.id === own ? peer.device || 'your other device' : peer.member.name;
  });
  return [...new Set(names)];
}

/** The same in three words, for where there is no room; the sentence goes to who cannot see. */
export function sharingShort(snapshot: SyncSnapshot, own: string | null): string {
  const [first, ...more] = namesHere(snapshot, own);
  if (first === undefined) return 'On your own';
  const who = more.length === 0 ? `With ${first}` : `With ${first} and ${more.length} more`;
  return snapshot.allAgree ? who : `${who}, catching up`;
}

export function sharingSentence(snapshot: SyncSnapshot, own: string | null): string {
  const names = namesHere(snapshot, own);
  const server = snapshot.peers.some((peer) => peer.role === 'server');
  const { unsharedChanges: unshared } = snapshot;
  if (names.length > 0) {
    const who = several.format(names);
    return snapshot.allAgree ? `Shared with ${who}, all agree` : `Shared with ${who}, catching up`;
  }
  if (unshared > 0 && !server) return `On your own: ${changes(unshared)} to share when someone is near`;
  if (server)
    return snapshot.allAgree
      ? 'Nobody else is here. The home server has it all'
      : 'Passing it on to the home server';
  return 'On your own: nothing to share';
}
