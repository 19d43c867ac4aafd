import type { Check } from '../check.ts';
import { ProbeError } from '../probe/probe-error.ts';
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
  const group: Group = { members, touches, runner, isChosen: false };
  for (const check of rowsOf(lines, checks, touches)) {
    const concerned = members.filter(({ line, isKilled }) => !isKilled && line.left.includes(check.id));
    const passed = concerned.length === 0 ? [] : await runTogether(check, concerned, group);
    for (const member of concerned.filter((one) => !passed.includes(one))) {
      group.isChosen = false;
      await runAlone(check, member, group);
    }
  }
  const late = await runner.subject.awaitLateCallback();
  const check = checks.find(({ id }) => id === late?.row);
  if (check !== undefined) {
    runner.subject.soil();
    for (const member of members.filter(({ rows, isKilled }) => !isKilled && rows.some(({ row }) => row === check.id))) {
      await runAlone(check, member, group);
    }
  }
  return members.map(({ line, rows, isKilled }) => ({ ...line, rows, isKilled, left: [] }));
}

interface Group {
  readonly members: readonly Member[];
  readonly touches: TouchMap;
  readonly runner: RowRunner;
  /** Those that live are at work. */
  isChosen: boolean;
}

function rowsOf(lines: readonly MutationLine[], checks: readonly Check[], touches: TouchMap): readonly Check[] {
  return checks
    .filter(({ id }) => lines.some(({ left }) => left.includes(id)))
    .toSorted((a, b) => touches.durationMs(a.id) - touches.durationMs(b.id));
}

/** Returns the members for which the row passed. */
async function runTogether(check: Check, concerned: readonly Member[], group: Group): Promise<readonly Member[]> {
  const { runner, touches } = group;
  const { testbed } = runner;
  try {
    await chooseLiving(group);
    await testbed.probe.takeTouched();
    const verdict = await runRow(check, runner);
    if (verdict.verdict === 'pass') {
      const executed = new Set(await testbed.probe.takeTouched());
      const passed = concerned.filter(({ line }) => executed.has(line.number) || touches.needsFreshProcess(line.number));
      const among = group.members.filter(({ isKilled }) => !isKilled).length;
      for (const { rows } of passed) {
        rows.push({ ...verdict, among });
      }
      return passed;
    }
  } catch (error) {
    if (!(error instanceof ProbeError)) {
      throw error;
    }
  }
  // Whatever broke may still be broken.
  runner.subject.soil();
  return [];
}

async function chooseLiving(group: Group): Promise<void> {
  if (group.isChosen) {
    return;
  }
  const numbers = group.members.filter(({ isKilled }) => !isKilled).map(({ line }) => line.number);
  const needsFreshProcess = numbers.some((number) => group.touches.needsFreshProcess(number));
  await group.runner.subject.use(numbers, { needsFreshProcess });
  group.isChosen = true;
}

async function runAlone(check: Check, member: Member, { touches, runner }: Group): Promise<void> {
  const { number } = member.line;
  const target = { number, needsFreshProcess: touches.needsFreshProcess(number) };
  const { rows, isKilled } = await runMutation(target, { rows: [check], budgetMs: 0 }, runner);
  member.rows.push(...rows);
  member.isKilled = isKilled;
}
