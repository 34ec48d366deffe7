/** The figures that a measurement gives, and the two files that they are written to. It does not know how they came about. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** In words, such as "at least 5"; '' where none is set. */
  readonly goal: string;
  /** null where no goal is set. */
  readonly holds: boolean | null;
  /** A sentence on what stands in the way, for the case that the goal is missed. */
  readonly bound: string;
}

const round = (value: number): number => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number(value.toFixed(digits));
};

export const plain = (name: string, value: number, unit: string): Figure => ({
  name,
  value: round(value),
  unit,
  goal: '',
  holds: null,
  bound: '',
});

type Goal = (name: string, value: number, unit: string, goal: number, bound?: string) => Figure;

export const atLeast: Goal = (name, value, unit, goal, bound = '') => ({
  ...plain(name, value, unit),
  bound,
  goal: `at least ${goal}`,
  holds: value >= goal,
});

export const atMost: Goal = (name, value, unit, goal, bound = '') => ({
  ...plain(name, value, unit),
  bound,
  goal: `at most ${goal}`,
  holds: value <= goal,
});

const rowOf = ({ name, value, unit, goal, holds }: Figure): string =>
  `| ${name} | ${value.toLocaleString('en')} ${unit} | ${goal} | ${holds === null ? '' : holds ? 'yes' : '**no**'} |`;

/** How far off, of the goal. */
const missOf = ({ name, value, unit, goal, bound }: Figure): string => {
  const wanted = Number(goal.replace(/\D+/, ''));
  const times = Math.max(value, wanted) / Math.min(value, wanted);
  return `- **${name}**: ${value.toLocaleString('en')} ${unit}, ${goal} wanted: off by a factor of ${times.toFixed(2)}. ${bound}`;
};

const misses = (figures: readonly Figure[]): string => {
  const missed = figures.filter(({ holds }) => holds === false);
  return missed.length === 0 ? '' : `\n## Goals that are missed\n\n${missed.map(missOf).join('\n')}\n`;
};

const page = (figures: readonly Figure[]): string => {
  const machine = `Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}`;
  return `# Measurements

\`npm run bench\` writes this page, and \`npm run bench -- healing\` anew what one part of it measures. Read the ratios: the absolute times are those of one machine
(${machine}).
Every form ends as plain records with the registers of all accounts built. Each is opened in three processes of its own,
which take turns: once to start, then five times. The figures are medians of the five and of the processes; those of the
start stand beside them. Records come in sessions of 50, each by another writer, so that 100,000 records are 2,000 sessions;
one record in ten is edited one to three times.

| what | measured | goal | holds |
|---|---|---|---|
${figures.map(rowOf).join('\n')}
${misses(figures)}`;
};

export interface Part {
  readonly part: string;
  readonly figures: readonly Figure[];
}

const readParts = (file: string): readonly Part[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Part[]) : [];

/** What was not measured this time stands as it was. @param order of all parts there are. */
export const writeParts = (measured: readonly Part[], order: readonly string[], folder: string): void => {
  const file = join(folder, 'results.json');
  const known = new Map([...readParts(file), ...measured].map((one) => [one.part, one]));
  const parts = order.map((part) => known.get(part)).filter((one) => one !== undefined);
  writeFileSync(file, `${JSON.stringify(parts, null, 2)}\n`);
  writeFileSync(join(folder, 'RESULTS.md'), page(parts.flatMap(({ figures }) => figures)));
};

export const printFigures = (figures: readonly Figure[]): void => {
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, unit, goal, holds } of figures) {
    const verdict = holds === null ? '' : `  (${goal}: ${holds ? 'holds' : 'DOES NOT HOLD'})`;
    console.log(`${name.padEnd(width)}  ${value.toLocaleString('en')} ${unit}${verdict}`);
  }
};
