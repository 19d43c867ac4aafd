import type { Check } from '../check.ts';
import type { MutationJournal } from './mutation-journal.ts';
import { describeMutation, keyOf, type Mutation } from './mutation-table.ts';
import { runMutation } from './run-mutation.ts';
import type { RowRunner } from './run-row.ts';
import { sightedRows } from './score.ts';
import type { TouchMap } from './touch-map.ts';

export interface ControlInput {
  readonly touches: TouchMap;
  readonly journal: MutationJournal;
  readonly runner: RowRunner;
  readonly checks: readonly Check[];
  readonly mutations: readonly Mutation[];
  readonly mayGoOn: () => boolean;
  readonly print: (line: string) => void;
}

const TRIES = 12;

/**
 * Looks for a mutation that each row fails on. A row that has failed on none so far is given those that it executes, first those that few
 * other rows execute, which lie on its own path. Where none fails, the row is blind and its passes count for nothing.
 */
export async function runControls(input: ControlInput): Promise<void> {
  for (const check of input.checks) {
    const tried = input.journal.lines.filter((line) => line.kind === 'control' && line.row === check.id).length;
    for (const mutation of candidatesFor(check.id, input).slice(tried, TRIES)) {
      if (sightedRows(input.journal.lines).has(check.id) || !input.mayGoOn()) {
        break;
      }
      await runControl(check, mutation, input);
    }
  }
}

async function runControl(check: Check, mutation: Mutation, { touches, journal, runner, print }: ControlInput): Promise<void> {
  const { number } = mutation;
  const needsFreshProcess = touches.needsFreshProcess(mutation);
  const { rows } = await runMutation({ number, needsFreshProcess }, { rows: [check], budgetMs: 0 }, runner);
  const [verdict] = rows;
  if (verdict !== undefined) {
    await journal.append({ kind: 'control', row: check.id, key: keyOf(mutation), verdict });
    print(`  control  ${check.id} · ${verdict.verdict} · ${describeMutation(mutation)}`);
  }
}

function candidatesFor(row: string, { touches, mutations, journal }: ControlInput): readonly Mutation[] {
  const silent = new Set(journal.lines.flatMap((line) => (line.kind === 'mutation' && !line.isKilled ? [line.key] : [])));
  return mutations
    .map((mutation) => ({ mutation, rows: touches.rowsFor(mutation) }))
    .filter(({ mutation, rows }) => rows.includes(row) && !silent.has(keyOf(mutation)))
    .toSorted((a, b) => a.rows.length - b.rows.length)
    .map(({ mutation }) => mutation);
}
