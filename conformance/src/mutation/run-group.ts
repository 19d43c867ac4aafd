import type { Check } from '../check.ts';
import { ProbeError } from '../probe/probe-error.ts';
import type { RowVerdict } from './mutation-journal.ts';
import { type MutationRun, runMutation } from './run-mutation.ts';
import { type RowRunner, runRow } from './run-row.ts';
import type { TouchedMutation, TouchMap } from './touch-map.ts';

/** A mutation that its first rows did not kill. */
interface GroupMember {
  readonly mutation: TouchedMutation;
  readonly run: MutationRun;
}

interface GroupInput {
  readonly members: readonly GroupMember[];
  readonly checks: readonly Check[];
  readonly touches: TouchMap;
  readonly runner: RowRunner;
  /** Asked between two rows; what is left is returned as left. */
  readonly mayGoOn: () => boolean;
}

interface Member {
  readonly mutation: TouchedMutation;
  readonly left: readonly string[];
  readonly rows: RowVerdict[];
  isKilled: boolean;
}

type Context = Pick<GroupInput, 'touches' | 'runner'>;

/**
 * Runs the rows that are left for several mutations with all of them at work, which takes no longer than for one. A row that passes has
 * passed for each that was executed in it; where it does not pass, it is run for halves of them, down to each alone.
 */
export async function runGroup({ members, checks, touches, runner, mayGoOn }: GroupInput): Promise<readonly MutationRun[]> {
  const group = members.map(({ mutation, run }): Member => ({ mutation, left: run.left, rows: [...run.rows], isKilled: false }));
  const context = { touches, runner };
  const done = new Set<string>();
  for (const check of rowsOf(group, checks, touches)) {
    if (!mayGoOn()) {
      break;
    }
    await judgeTogether(check, concernedBy(check, group), context);
    done.add(check.id);
  }
  await judgeLateCallback(group, checks, context);
  return group.map(({ rows, left, isKilled }) => ({ rows, isKilled, left: isKilled ? [] : left.filter((id) => !done.has(id)) }));
}

function concernedBy(check: Check, group: readonly Member[]): readonly Member[] {
  return group.filter(({ left, isKilled }) => !isKilled && left.includes(check.id));
}

function rowsOf(group: readonly Member[], checks: readonly Check[], touches: TouchMap): readonly Check[] {
  return checks
    .filter(({ id }) => group.some(({ left }) => left.includes(id)))
    .toSorted((a, b) => touches.durationMs(a.id) - touches.durationMs(b.id));
}

async function judgeTogether(check: Check, members: readonly Member[], context: Context): Promise<void> {
  const [first] = members;
  if (first === undefined) {
    return;
  }
  if (members.length === 1) {
    await judgeAlone(check, first, context);
    return;
  }
  const passed = await passedTogether(check, members, context);
  const rest = members.filter((member) => !passed.includes(member));
  if (passed.length > 0) {
    // The row passes with all of them; these were not executed because of the others.
    for (const member of rest) {
      await judgeAlone(check, member, context);
    }
    return;
  }
  const half = Math.ceil(rest.length / 2);
  await judgeTogether(check, rest.slice(0, half), context);
  await judgeTogether(check, rest.slice(half), context);
}

/** Returns the members for which the row passed; none where it did not. */
async function passedTogether(
  check: Check,
  members: readonly Member[],
  { runner, touches }: Context,
): Promise<readonly Member[]> {
  const { testbed, subject } = runner;
  const needsFresh = ({ mutation }: Member): boolean => touches.needsFreshProcess(mutation);
  try {
    await subject.keep(
      members.map(({ mutation }) => mutation.number),
      { needsFreshProcess: members.some(needsFresh) },
    );
    await testbed.probe.takeTouched();
    const verdict = await runRow(check, runner);
    if (verdict.verdict !== 'pass' && verdict.verdict !== touches.plainVerdict(check.id)) {
      return [];
    }
    const executed = new Set(await testbed.probe.takeTouched());
    const passed = members.filter((member) => executed.has(member.mutation.number) || needsFresh(member));
    for (const { rows } of passed) {
      rows.push({ ...verdict, among: members.length });
    }
    return passed;
  } catch (error) {
    if (!(error instanceof ProbeError)) {
      throw error;
    }
    subject.soil();
    return [];
  }
}

async function judgeAlone(check: Check, member: Member, { touches, runner }: Context): Promise<void> {
  const { mutation } = member;
  const target = { number: mutation.number, needsFreshProcess: touches.needsFreshProcess(mutation) };
  const { rows, isKilled } = await runMutation(target, { rows: [check], budgetMs: 0 }, runner);
  member.rows.push(...rows);
  member.isKilled = isKilled;
}

async function judgeLateCallback(group: readonly Member[], checks: readonly Check[], context: Context): Promise<void> {
  const late = await context.runner.subject.awaitLateCallback();
  const check = checks.find(({ id }) => id === late?.row);
  if (check === undefined) {
    return;
  }
  context.runner.subject.soil();
  for (const member of group.filter(({ rows, isKilled }) => !isKilled && rows.some(({ row }) => row === check.id))) {
    await judgeAlone(check, member, context);
  }
}
