import { join } from 'node:path';
import { CHECKS } from '../catalogue.ts';
import type { Check } from '../check.ts';
import { Evidence } from '../evidence.ts';
import { obstacleOf } from '../plan.ts';
import { openTestbed, type Testbed } from '../testbed.ts';
import { elapsedMs, hostNanos } from '../wait.ts';
import { concernsOf } from './concerns.ts';
import { readEquivalents } from './equivalents.ts';
import { MutationJournal } from './mutation-journal.ts';
import { describeMutation, keyOf, type Mutation, readMutations } from './mutation-table.ts';
import { runControls } from './row-controls.ts';
import { type MutationRun, runMutation } from './run-mutation.ts';
import type { RowRunner } from './run-row.ts';
import { type MutationScore, scoreOf } from './score.ts';
import { type MutationSelection, selectMutations } from './selection.ts';
import { TouchMap, traceRow } from './touch-map.ts';

export interface CampaignOptions {
  /** Holds probe-mutations.apk and mutations.json. */
  readonly buildDir: string;
  /** Lists mutations that no observer could tell from the SDK as it is. */
  readonly equivalentsFile: string;
  /** What was found out so far is read from here, and the rest is added to it. */
  readonly campaignDir: string;
  readonly cacheDir: string;
  readonly selection: MutationSelection;
  /** Ends after this time, between two mutations. */
  readonly minutes: number;
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface CampaignResult {
  readonly score: MutationScore;
  /** Nothing of the selection is left to judge. */
  readonly isComplete: boolean;
}

interface Campaign {
  readonly options: CampaignOptions;
  readonly journal: MutationJournal;
  readonly runner: RowRunner;
  readonly checks: readonly Check[];
  readonly mayGoOn: () => boolean;
}

/** Judges the mutations of the reference SDK one by one (spec/conformance.md §6): killed, silent, dead or inconclusive. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const from = hostNanos();
  const apk = join(options.buildDir, 'probe-mutations.apk');
  const mutations = await readMutations(join(options.buildDir, 'mutations.json'));
  const equivalents = await readEquivalents(options.equivalentsFile, mutations);
  const selected = selectMutations(mutations, options.selection).filter((mutation) => !equivalents.has(keyOf(mutation)));
  const journal = await MutationJournal.open(join(options.campaignDir, 'mutations.jsonl'), apk);
  const mayGoOn = (): boolean => !options.signal.aborted && elapsedMs(from) < options.minutes * 60_000;
  if (pendingOf(selected, journal).length > 0) {
    const { cacheDir, print } = options;
    await using testbed = await openTestbed({ serial: null, probeApk: apk, cacheDir, onProgress: print });
    const runner = { testbed, evidence: new Evidence(join(options.campaignDir, 'evidence')) };
    await judgeAll(selected, { options, journal, runner, checks: runnableChecks(testbed), mayGoOn });
  }
  const score = scoreOf({
    mutations: selectMutations(mutations, options.selection),
    equivalents,
    lines: journal.lines,
    checks: CHECKS,
  });
  return { score, isComplete: pendingOf(selected, journal).length === 0 };
}

async function judgeAll(selected: readonly Mutation[], campaign: Campaign): Promise<void> {
  const { options, journal, runner, checks, mayGoOn } = campaign;
  if (!(await traceRows(campaign))) {
    return;
  }
  const touches = new TouchMap(journal.lines, checks);
  const pending = pendingOf(selected, journal);
  for (const [index, mutation] of pending.entries()) {
    if (!mayGoOn()) {
      return;
    }
    const rows = rowsFor(mutation, touches, campaign);
    const { number } = mutation;
    const needsFreshProcess = touches.needsFreshProcess(number);
    const run = rows.length === 0 ? NOT_REACHED : await runMutation({ number, needsFreshProcess, rows }, runner);
    await journal.append({ kind: 'mutation', key: keyOf(mutation), number, rows: [...run.rows], isKilled: run.isKilled });
    options.print(`${`${index + 1}/${pending.length}`.padStart(9)}  ${lineOf(mutation, run, rows.length)}`);
  }
  await runControls({ touches, journal, runner, checks, mutations: selected, mayGoOn, print: options.print });
}

const NOT_REACHED: MutationRun = { rows: [], isKilled: false };

/** False where the time was over before every row had been traced: nothing can be judged then. */
async function traceRows({ journal, checks, runner, options, mayGoOn }: Campaign): Promise<boolean> {
  const traced = new TouchMap(journal.lines, checks);
  for (const check of checks.filter(({ id }) => !traced.has(id))) {
    if (!mayGoOn()) {
      return false;
    }
    const line = await traceRow(check, runner);
    await journal.append(line);
    options.print(`   traced  ${check.id} · ${line.acted.length} mutation points, ${line.fresh.length} in a new process`);
  }
  return true;
}

/** Rows about what the mutation changes come first, then those that killed its neighbours, then the fast ones. */
function rowsFor(mutation: Mutation, touches: TouchMap, { checks, journal }: Campaign): readonly Check[] {
  const ids = new Set(touches.rowsFor(mutation.number));
  const neighbour = mutation.number - 1;
  const killer = journal.lines.findLast(
    (line) => line.kind === 'mutation' && line.isKilled && Math.abs(line.number - neighbour) < 5,
  );
  const favourite = killer?.kind === 'mutation' ? killer.rows.at(-1)?.row : undefined;
  const concerns = concernsOf(mutation);
  const cost = (check: Check): number => {
    const isPromising = check.id === favourite || check.clause.some((clause) => concerns.includes(clause));
    return touches.durationMs(check.id) * (isPromising ? 0.2 : 1);
  };
  return checks.filter(({ id }) => ids.has(id)).toSorted((a, b) => cost(a) - cost(b));
}

function runnableChecks({ capabilities, subject }: Testbed): readonly Check[] {
  return CHECKS.filter((check) => obstacleOf(check, { capabilities, methods: subject.methods }) === null);
}

function pendingOf(selected: readonly Mutation[], { lines }: MutationJournal): readonly Mutation[] {
  const judged = new Set(lines.flatMap((line) => (line.kind === 'mutation' ? [line.key] : [])));
  return selected.filter((mutation) => !judged.has(keyOf(mutation)));
}

function lineOf(mutation: Mutation, { rows, isKilled }: MutationRun, reaching: number): string {
  const last = rows.at(-1);
  if (reaching === 0) {
    return `dead    ${describeMutation(mutation)}`;
  }
  if (isKilled && last !== undefined) {
    return `killed  ${describeMutation(mutation)} · by ${last.row}: ${last.wrong.join(', ')}`;
  }
  const odd = rows.filter(({ verdict }) => verdict !== 'pass').map(({ row, verdict }) => `${row} ${verdict}`);
  return `lives   ${describeMutation(mutation)} · ${rows.length} rows${odd.length === 0 ? '' : `; ${odd.join(', ')}`}`;
}
