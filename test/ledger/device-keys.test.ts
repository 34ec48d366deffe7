import { describe, expect, it } from 'vitest';
import { keyOfDevice, noteKeys } from '@/lib/ledger/device-keys';
import { createDice } from '../random';
import { createReplica, found, must, settleAll } from './household';

const household = () => {
  const dice = createDice(7);
  const [ana, ben] = [createReplica('Ana', dice), createReplica('Ben', dice)];
  found([ana, ben]);
  const device = ben.ledger.identity()?.device.id ?? '';
  return { ana, ben, device };
};

describe('the key of a device', () => {
  it('is none until the device has said one', () => {
    const { ana, device } = household();
    expect(keyOfDevice(ana.ledger, device, {})).toBeNull();
  });

  it('may come with the record or later, and is no deed that Ctrl+Z takes back', () => {
    const { ana, ben, device } = household();
    must(ben.ledger.note('device', device, { key: 'age1first' }));
    const member = ben.ledger.identity()?.member.id ?? '';
    const tablet = must(ben.ledger.create('device', { name: 'tablet', member, key: 'age1tablet' }));
    expect(ben.ledger.canUndo()).toBe(false);
    settleAll([ana, ben]);
    expect(ana.ledger.device(device)?.key).toBe('age1first');
    expect(keyOfDevice(ana.ledger, device, {})).toEqual({ key: 'age1first', doubtful: false });
    expect(keyOfDevice(ana.ledger, tablet, {})).toEqual({ key: 'age1tablet', doubtful: false });
  });

  it('stays the first that was seen here, and is doubtful, when somebody writes another over it', () => {
    const { ana, ben, device } = household();
    must(ben.ledger.note('device', device, { key: 'age1first' }));
    settleAll([ana, ben]);
    const seen = noteKeys(ana.ledger, {});
    expect(noteKeys(ana.ledger, seen)).toBe(seen);
    must(ana.ledger.change('device', device, { key: 'age1forged' }));
    expect(keyOfDevice(ana.ledger, device, noteKeys(ana.ledger, seen))).toEqual({
      key: 'age1first',
      doubtful: true,
    });
  });

  it('is doubtful on a device that saw neither before', () => {
    const { ana, ben, device } = household();
    must(ben.ledger.note('device', device, { key: 'age1first' }));
    must(ben.ledger.note('device', device, { key: 'age1second' }));
    settleAll([ana, ben]);
    expect(keyOfDevice(ana.ledger, device, {})?.doubtful).toBe(true);
  });
});

describe('a closed book', () => {
  it('takes no lines, no changes and no undo, and still says who is here', () => {
    const { ana } = household();
    const [account] = ana.ledger.accounts();
    ana.ledger.setClosed(true);
    expect(ana.ledger.change('account', account?.id ?? '', { name: 'Other' })).toMatchObject({
      error: { kind: 'closed' },
    });
    expect(ana.ledger.remove(account?.id ?? '')).toMatchObject({ error: { kind: 'closed' } });
    expect(ana.ledger.create('category', { name: 'Ferry', flow: 'out' })).toMatchObject({
      error: { kind: 'closed' },
    });
    expect(ana.ledger.canUndo()).toBe(false);
    expect(ana.ledger.undo().done).toBe(0);
    expect(ana.ledger.create('member', { name: 'Dora', color: 3 }).ok).toBe(true);
    ana.ledger.setClosed(false);
    expect(ana.ledger.change('account', account?.id ?? '', { name: 'Other' }).ok).toBe(true);
  });
});
