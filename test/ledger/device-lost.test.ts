import { describe, expect, it } from 'vitest';
import { createDice } from '../random';
import { createReplica, found, must, pull, settleAll } from './household';

const setUp = () => {
  const dice = createDice(31);
  const [ana, ben] = [createReplica('ana', dice), createReplica('ben', dice)];
  found([ana, ben]);
  const phone = ben.ledger.identity()?.device.id ?? '';
  return { ana, ben, phone };
};

describe('a device that is lost', () => {
  it('is at hand until somebody says otherwise', () => {
    const { ana, phone } = setUp();
    expect(ana.ledger.device(phone)?.lost).toBeNull();
  });

  it('is marked for everybody, itself included, and found again', () => {
    const { ana, ben, phone } = setUp();
    must(ana.ledger.change('device', phone, { lost: '2026-11-25' }));
    pull(ben, ana);
    expect(ben.ledger.identity()?.device.lost).toBe('2026-11-25');
    must(ben.ledger.change('device', phone, { lost: null }));
    settleAll([ana, ben]);
    expect(ana.ledger.device(phone)?.lost).toBeNull();
  });

  it('is marked by a person: what the program says of a device of itself is no step to undo', () => {
    const { ana, phone } = setUp();
    must(ana.ledger.change('device', phone, { lost: '2026-11-25' }));
    must(ana.ledger.note('device', phone, { key: 'age1own' }));
    expect(ana.ledger.undo().done).toBe(1);
    expect(ana.ledger.device(phone)).toMatchObject({ lost: null, key: 'age1own' });
  });

  it('is unmarked by undo, like any edit', () => {
    const { ana, phone } = setUp();
    must(ana.ledger.change('device', phone, { lost: '2026-11-25' }));
    expect(ana.ledger.undo().done).toBe(1);
    expect(ana.ledger.device(phone)?.lost).toBeNull();
  });

  it('has a day of the calendar, or none', () => {
    const { ana, phone } = setUp();
    expect(ana.ledger.change('device', phone, { lost: 'yesterday' })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-field', field: 'lost' },
    });
  });
});
