/**
 * Undo and redo over one device's own actions: two stacks of steps that survive a reload.
 * It does not know how a step is turned back into entries (commands.ts), nor where the stacks are kept.
 */

import type { Head } from './entry';
import type { Value } from './value';

/** One field that an action set: what it was, and the version that the action made, which must still stand to undo it. */
export interface StepItem {
  readonly record: string;
  readonly field: string;
  readonly before: Value;
  readonly head: Head;
  /** The one version that it replaced; null if there was none or there were several. */
  readonly replaced: Head | null;
}

export interface Step {
  readonly label: string;
  readonly items: readonly StepItem[];
}

/** Plain data, to be stored as it is. The last of each list is the next to go. */
export interface UndoStacks {
  readonly undo: readonly Step[];
  readonly redo: readonly Step[];
}

/** Steps that are remembered. */
const DEPTH = 200;

export const emptyStacks: UndoStacks = { undo: [], redo: [] };

/** A new action: what was undone before can no longer be redone. */
export const afterAction = (stacks: UndoStacks, step: Step): UndoStacks => ({
  undo: [...stacks.undo, step].slice(-DEPTH),
  redo: [],
});

const nameOf = ({ record, field }: StepItem, { time, writer }: Head): string =>
  `${time}/${writer}/${field}/${record}`;

/**
 * Taking a step back brings the versions that it replaced back under new names: the steps that made them learn these, so
 * that they can be taken back in turn.
 */
const renamed = (steps: readonly Step[], taken: Step, inverse: Step): readonly Step[] => {
  const back = new Map(inverse.items.map((item) => [`${item.field}/${item.record}`, item.head]));
  const names = new Map<string, Head>();
  for (const item of taken.items) {
    const head = back.get(`${item.field}/${item.record}`);
    if (item.replaced !== null && head !== undefined) names.set(nameOf(item, item.replaced), head);
  }
  if (names.size === 0) return steps;
  return steps.map(({ label, items }) => ({
    label,
    items: items.map((item) => ({ ...item, head: names.get(nameOf(item, item.head)) ?? item.head })),
  }));
};

/** The last step has been taken back by `inverse`, empty when all of it had to be left alone. */
export const afterUndo = ({ undo, redo }: UndoStacks, inverse: Step): UndoStacks => {
  const taken = undo.at(-1);
  if (taken === undefined) return { undo, redo };
  return {
    undo: renamed(undo.slice(0, -1), taken, inverse),
    redo: inverse.items.length === 0 ? redo : [...redo, inverse],
  };
};

export const afterRedo = ({ undo, redo }: UndoStacks, inverse: Step): UndoStacks => {
  const mirrored = afterUndo({ undo: redo, redo: undo }, inverse);
  return { undo: mirrored.redo, redo: mirrored.undo };
};
