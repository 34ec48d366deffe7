/**
 * Opens one book in one form several times and says, as JSON on its output, what that cost. Run by race.ts in a process of
 * its own, so that no form meets another's heap or compiled code.
 */

import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { type Cost, medianCost, weigh } from './measure';
import { type ModelName, models } from './models';

export interface LoadReport {
  /** In a program that has just started. */
  readonly first: Cost;
  /** Of the loads that follow. */
  readonly later: Cost;
  readonly balances: readonly number[];
}

const LATER = 5;

const [name = '', file = ''] = process.argv.slice(2);
const parts = deserialize(readFileSync(file)) as readonly Uint8Array[];
const { open } = models[name as ModelName];
let balances: readonly number[] = [];
const load = (): Cost =>
  weigh(
    () => open(parts),
    (opened) => {
      balances = opened.balances();
    },
  );

const first = load();
const later = medianCost(Array.from({ length: LATER }, load));
const report: LoadReport = { first, later, balances };
console.log(JSON.stringify(report));
