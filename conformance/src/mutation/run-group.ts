import type { Check } from '../check.ts';
import type { MutationLine, RowVerdict } from './mutation-journal.ts';
import { runMutation } from './run-mutation.ts';
import { type RowRunner, runRow } from './run-row.ts';
import type { TouchMap } from './touch-map.ts';

interface Member {
  readonly line: MutationLine;
  readonly rows: RowVerdict[];
  isKilled: boolean;
}

interface GroupInput {
  /** The rows that are left to run for each. */
  readonly lines: readonly MutationLine[];
  readonly checks: readonly Check[];
  readonly touches: TouchMap;
  readonly runner: RowRunner;
}

/**
 * Runs the rows that are left for several mutations with all of them at work, which takes no longer than for one. A row that passes has
 * passed for each that was executed in it; where it does not pass, each is run in it alone.
 */
export async function runGroup({ lines, checks, touches, runner }: GroupInput): Promise<readonly MutationLine[]> {
  const members = lines.map((line): Member => ({ line, rows: [...line.rows], isKilled: false }));
  const process = lines.some(({ number }) => touches.needsFreshProcess(number)) ? 'fresh' : 'running';
  const { testbed } = runner;
  let isChosen = false;
  for (const check of rowsOf(lines, checks, touches)) {
    const alive = members.filter(({ isKilled }) => !isKilled);
    const concerned = alive.filter(({ line }) => line.left.includes(check.id));
    if (!isChosen) {
      await testbed.chooseMutations(
        alive.map(({ line }) => line.number),
        process,
      );
      isChosen = true;
    }
    const passed = concerned.length === 0 ? [] : await runTogether(check, concerned, { touches, runner, among: alive.length });
    for (const member of concerned.filter((one) => !passed.includes(one))) {
      isChosen = false;
      await runAlone(check, member, { touches, runner });
    }
  }
  await testbed.chooseMutations([], process);
  return members.map(({ line, rows, isKilled }) => ({ ...line, rows, isKilled, left: [] }));
}

function rowsOf(lines: readonly MutationLine[], checks: readonly Check[], touches: TouchMap): readonly Check[] {
  return checks
    .filter(({ id }) => lines.some(({ left }) => left.includes(id)))
    .toSorted((a, b) => touches.durationMs(a.id) - touches.durationMs(b.id));
}

/** The members for which the row passed. */
async function runTogether(
  check: Check,
  concerned: readonly Member[],
  { touches, runner, among }: { readonly touches: TouchMap; readonly runner: RowRunner; readonly among: number },
): Promise<readonly Member[]> {
  const { testbed } = runner;
  await testbed.probe.takeTouched();
  const verdict = await runRow(check, runner);
  if (verdict.verdict !== 'pass') {
    // Whatever broke may still be broken.
    await testbed.chooseMutations([], 'fresh');
    return [];
  }
  const executed = new Set(await testbed.probe.takeTouched());
  const passed = concerned.filter(({ line }) => executed.has(line.number) || touches.needsFreshProcess(line.number));
  for (const { rows } of passed) {
    rows.push({ ...verdict, among });
  }
  return passed;
}

async function runAlone(
  check: Check,
  member: Member,
  { touches, runner }: { readonly touches: TouchMap; readonly runner: RowRunner },
) {
  const { number } = member.line;
  const target = { number, needsFreshProcess: touches.needsFreshProcess(number) };
  const { rows, isKilled } = await runMutation(target, { rows: [check], budgetMs: 0 }, runner);
  member.rows.push(...rows);
  member.isKilled = isKilled;
}
