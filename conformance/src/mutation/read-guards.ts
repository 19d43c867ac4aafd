import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readClauses } from '../clauses.ts';
import { judge } from '../judge.ts';
import { judgeLaws } from '../judge-laws.ts';
import { LAWS } from '../law-table.ts';
import { openStoredRun, type StoredRow, type StoredRun } from '../stored-run.ts';
import { type GuardReport, guardReport, type MutantEvidence, type Wrong } from './clause-guards.ts';
import { MutationError } from './mutation-error.ts';

const MUTANTS = 'mutants';

/** Judges what a run of `quhao conform --mutants` has stored of its mutants again, clause by clause. Throws UsageError, MutationError. */
export async function readGuards(runDir: string, seed: number): Promise<GuardReport & { readonly mutants: number }> {
  const stored = await openStoredRun(runDir);
  const evidence = await mutantsOf(stored);
  if (evidence.length === 0) {
    throw new MutationError('SELECTION', `${runDir} holds no mutants: make it by quhao conform --mutants`);
  }
  const clauses = [...(await readClauses()).values()];
  return { ...guardReport(evidence, clauses, seed), mutants: evidence.length };
}

async function mutantsOf(stored: StoredRun): Promise<readonly MutantEvidence[]> {
  const names = await readdir(join(stored.runDir, MUTANTS)).catch(() => []);
  return Promise.all(
    names.toSorted().map(async (mutant) => {
      const checks = await readdir(join(stored.runDir, MUTANTS, mutant));
      const rows = await Promise.all(checks.map((check) => stored.row(join(MUTANTS, mutant, check))));
      return { mutant, wrongs: rows.flatMap((row) => (row === null ? [] : wrongsIn(row))) };
    }),
  );
}

/** What the row shows as wrong, each under the clause that demands it; what the bench spoilt shows nothing. */
function wrongsIn({ check, observations }: StoredRow): readonly Wrong[] {
  const { verdict, findings } = judge(check, observations);
  if (verdict === 'env-error') {
    return [];
  }
  const [own = ''] = check.clause;
  const byRow = findings
    .filter(({ status }) => status === 'wrong' || status === 'warn')
    .map(({ name, clause = own }) => ({ by: `${check.id} (${name})`, clause }));
  const byLaw = judgeLaws(check, observations)
    .filter(({ status }) => status === 'wrong')
    .flatMap(({ law, clause: broken }) =>
      LAWS.filter(({ id }) => id === law).map(({ id, clause: [first] }) => ({ by: id, clause: broken ?? first })),
    );
  return [...byRow, ...byLaw];
}
