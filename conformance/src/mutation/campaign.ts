import { join } from 'node:path';
import { CHECKS } from '../catalogue.ts';
import type { Check } from '../check.ts';
import { obstacleOf } from '../plan.ts';
import { openTestbed, type Testbed } from '../testbed.ts';
import { elapsedMs, hostNanos } from '../wait.ts';
import { isAbout } from './concerns.ts';
import { readEquivalents } from './equivalents.ts';
import { MutatedSubject } from './mutated-subject.ts';
import { latestLines, MutationJournal, type MutationLine } from './mutation-journal.ts';
import { describeMutation, keyOf, type Mutation, readMutations } from './mutation-table.ts';
import { runControls } from './row-controls.ts';
import { runGroup } from './run-group.ts';
import { type MutationRun, runMutation } from './run-mutation.ts';
import type { RowRunner } from './run-row.ts';
import { type MutationScore, scoreOf } from './score.ts';
import { type MutationSelection, selectMutations } from './selection.ts';
import { TouchMap, traceRow, traceStart } from './touch-map.ts';

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

/** Judges the mutations of the reference SDK one by one (docs/conformance.md §6): killed, silent, dead or inconclusive. */
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
    const runner = { testbed, subject: new MutatedSubject(testbed) };
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
  await screen(selected, touches, campaign);
  await settle(selected, touches, campaign);
  await runControls({ touches, journal, runner, checks, mutations: selected, mayGoOn, print: options.print });
}

/** The first rows of each mutation kill most of those that can be killed at all. */
const SCREENING_MS = 3000;
/** Those that need a new process are mostly rows of tables, which do not hide each other. */
const GROUPS = { running: 8, fresh: 32 } as const;
/** Groups are made of so many at least: neighbours, which are likely to hide each other, come into different ones. */
const POOL = 64;

async function screen(selected: readonly Mutation[], touches: TouchMap, campaign: Campaign): Promise<void> {
  const { options, journal, runner, mayGoOn } = campaign;
  const fresh = pendingOf(selected, journal).filter((mutation) => !latestLines(journal.lines).has(keyOf(mutation)));
  for (const [index, mutation] of fresh.entries()) {
    if (poolOf(selected, journal).length >= POOL) {
      await settle(selected, touches, campaign);
    }
    if (!mayGoOn()) {
      return;
    }
    const rows = rowsFor(mutation, touches, campaign);
    const { number } = mutation;
    const target = { number, needsFreshProcess: touches.needsFreshProcess(mutation) };
    const run = rows.length === 0 ? NOT_REACHED : await runMutation(target, { rows, budgetMs: SCREENING_MS }, runner);
    await journal.append(lineFor(mutation, run));
    options.print(`${`${index + 1}/${fresh.length}`.padStart(9)}  ${describeRun(mutation, run)}`);
  }
}

const NOT_REACHED: MutationRun = { rows: [], left: [], isKilled: false };

/** Runs what is left for the mutations that the first rows did not kill, several at a time. */
async function settle(selected: readonly Mutation[], touches: TouchMap, campaign: Campaign): Promise<void> {
  const { options, journal, runner, checks, mayGoOn } = campaign;
  for (const group of groupsOf(poolOf(selected, journal), touches)) {
    if (!mayGoOn()) {
      return;
    }
    const runs = await runGroup({ members: group, checks, touches, runner, mayGoOn });
    for (const [index, { mutation }] of group.entries()) {
      const run = runs[index] ?? NOT_REACHED;
      await journal.append(lineFor(mutation, run));
      options.print(`  together ${describeRun(mutation, run)}`);
    }
  }
}

interface Pooled {
  readonly mutation: Mutation;
  readonly run: MutationLine;
}

function poolOf(selected: readonly Mutation[], { lines }: MutationJournal): readonly Pooled[] {
  const latest = latestLines(lines);
  return selected.flatMap((mutation) => {
    const run = latest.get(keyOf(mutation));
    return run === undefined || run.left.length === 0 ? [] : [{ mutation, run }];
  });
}

/** Those that need a new process keep to themselves. */
function groupsOf(pool: readonly Pooled[], touches: TouchMap): readonly (readonly Pooled[])[] {
  const isFresh = ({ mutation }: Pooled): boolean => touches.needsFreshProcess(mutation);
  return [
    ...spread(pool.filter(isFresh), GROUPS.fresh),
    ...spread(
      pool.filter((one) => !isFresh(one)),
      GROUPS.running,
    ),
  ];
}

function spread<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, group) => items.filter((_item, index) => index % count === group));
}

function lineFor(mutation: Mutation, { rows, left, isKilled }: MutationRun): MutationLine {
  return { kind: 'mutation', key: keyOf(mutation), number: mutation.number, rows: [...rows], left: [...left], isKilled };
}

/** One row for each of the calls, so that what a process does once is done. */
const FIRST_ROWS = [
  'prefetch-success-describes-itself',
  'login-checked-press-gives-token',
  'check-token-comes-without-a-page',
] as const;

/** False where the time was over before every row had been traced: nothing can be judged then. */
async function traceRows({ journal, checks, runner, options, mayGoOn }: Campaign): Promise<boolean> {
  if (!journal.lines.some(({ kind }) => kind === 'start')) {
    await journal.append(
      await traceStart(
        checks.filter(({ id }) => FIRST_ROWS.some((row) => row === id)),
        runner,
      ),
    );
  }
  const traced = new TouchMap(journal.lines, checks);
  for (const check of checks.filter(({ id }) => !traced.has(id))) {
    if (!mayGoOn()) {
      return false;
    }
    const line = await traceRow(check, runner);
    await journal.append(line);
    options.print(`   traced  ${check.id} · ${line.acted.length} mutation points`);
  }
  return true;
}

/** Rows about what the mutation changes come first, then those that killed its neighbours, then the fast ones. */
function rowsFor(mutation: Mutation, touches: TouchMap, { checks, journal }: Campaign): readonly Check[] {
  const ids = new Set(touches.rowsFor(mutation));
  const neighbour = mutation.number - 1;
  const killer = journal.lines.findLast(
    (line) => line.kind === 'mutation' && line.isKilled && Math.abs(line.number - neighbour) < 5,
  );
  const favourite = killer?.kind === 'mutation' ? killer.rows.at(-1)?.row : undefined;
  const literal = /"\d{6}"/.exec(mutation.description)?.[0];
  const cost = (check: Check): number => {
    if (literal !== undefined && JSON.stringify(check.expect).includes(literal)) {
      return 0;
    }
    const isPromising = check.id === favourite || isAbout(mutation, check.clause);
    return touches.durationMs(check.id) * (isPromising ? 0.2 : 1);
  };
  return checks.filter(({ id }) => ids.has(id)).toSorted((a, b) => cost(a) - cost(b));
}

function runnableChecks({ capabilities, controls, subject }: Testbed): readonly Check[] {
  return CHECKS.filter((check) => obstacleOf(check, { capabilities, controls, methods: subject.methods }) === null);
}

function pendingOf(selected: readonly Mutation[], { lines }: MutationJournal): readonly Mutation[] {
  const latest = latestLines(lines);
  return selected.filter((mutation) => latest.get(keyOf(mutation))?.left.length !== 0);
}

function describeRun(mutation: Mutation, { rows, left, isKilled }: Pick<MutationRun, 'rows' | 'left' | 'isKilled'>): string {
  const last = rows.at(-1);
  if (last === undefined) {
    return `dead    ${describeMutation(mutation)}`;
  }
  if (isKilled) {
    return `killed  ${describeMutation(mutation)} · by ${last.row}: ${last.wrong.join(', ')}`;
  }
  const odd = rows.filter(({ verdict }) => verdict !== 'pass').map(({ row, verdict }) => `; ${row} ${verdict}`);
  return `lives   ${describeMutation(mutation)} · ${rows.length} rows passed, ${left.length} left${odd.join('')}`;
}
