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

/** The step has been taken back by `inverse`, empty when all of it had to be left alone. */
export const afterUndo = (stacks: UndoStacks, inverse: Step): UndoStacks => ({
  undo: stacks.undo.slice(0, -1),
  redo: inverse.items.length === 0 ? stacks.redo : [...stacks.redo, inverse],
});

export const afterRedo = (stacks: UndoStacks, inverse: Step): UndoStacks => ({
  undo: inverse.items.length === 0 ? stacks.undo : [...stacks.undo, inverse],
  redo: stacks.redo.slice(0, -1),
});
