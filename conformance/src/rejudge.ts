import { CauseBook } from './cause-book.ts';
import { counted } from './counted.ts';
import { judgeGateway } from './gateway-profile/judge-gateway.ts';
import { judge } from './judge.ts';
import { excuseBreaches } from './judge-bench.ts';
import { judgeLaws } from './judge-laws.ts';
import { LawBook, lawsOf, pointAtCause } from './law-book.ts';
import { readWords } from './report/read-words.ts';
import { outcomeLines, tableLines } from './report/text.ts';
import { openStoredRun, type StoredRow, type StoredRun } from './stored-run.ts';
import { isLeftOut } from './unrun-outcome.ts';
import { exitCode, isAnythingJudged, type Outcome, summarize, type Verdict } from './verdict.ts';
import { elapsedMs, hostNanos } from './wait.ts';

export interface RejudgeOptions {
  readonly runDir: string;
  readonly print: (line: string) => void;
  /** A warn fails the run. */
  readonly strict?: boolean;
}

export interface RejudgeResult {
  readonly exitCode: 0 | 1 | 2 | 3 | 4;
  /** Checks and laws whose verdict is not the stored one. */
  readonly changed: readonly string[];
}

/** Judges the evidence of a run again, without a device: the rows as they were, the judge and the laws as they are now. Throws UsageError. */
export async function rejudge({ runDir: given, print, strict: isStrict = false }: RejudgeOptions): Promise<RejudgeResult> {
  const from = hostNanos();
  const stored = await openStoredRun(given);
  const { runDir } = stored;
  const words = await readWords(stored.report.command);
  const outcomes = await judgeStored(stored);
  const before = new Map(stored.report.checks.map(({ id, verdict }) => [id, verdict]));
  const changed: string[] = [];
  for (const outcome of outcomes) {
    const was = before.get(outcome.id);
    const isChanged = was !== outcome.verdict;
    if (isChanged) {
      changed.push(outcome.id);
    }
    for (const line of outcomeLines(outcome, words, runDir)) {
      print(line);
    }
    if (isChanged) {
      print(`        stored    ${was ?? 'not in the run'}`);
    }
  }
  const totals = { durationMs: elapsedMs(from), isStrict, report: `${counted(changed.length, 'verdict')} other than stored` };
  for (const line of tableLines(outcomes, totals)) {
    print(line);
  }
  const counting = outcomes.filter(({ waived }) => waived === undefined);
  const rules = { survivors: 0, isStrict, isAnythingJudged: isAnythingJudged(outcomes) };
  return { exitCode: exitCode(summarize(counting), rules), changed };
}

/** Outcomes in the order of the run. Those that no observations lie behind stay as they are: what the bench ended, what was left out. */
async function judgeStored(stored: StoredRun): Promise<readonly Outcome[]> {
  const { report, late } = stored;
  const causes = new CauseBook({
    isConfigured: report.subject?.configurable ?? true,
    portrait: report.portrait ?? null,
  });
  const { device } = report;
  const book = new LawBook({ connections: device === undefined || device.kind === 'handset' });
  const rows: Outcome[] = [];
  let lost = 0;
  for (const outcome of report.checks.filter(({ id }) => !id.startsWith('law-'))) {
    const { judged, found } = await judgeOne(outcome, stored, causes);
    rows.push(judged);
    if (found === 'observations' || isLeftOut(judged)) {
      book.add(judged);
    }
    lost += found === 'nothing' ? 1 : 0;
  }
  book.addLate(late.callbacks);
  book.addLateEnds(late.ends);
  const before = new Map(report.checks.map((outcome) => [outcome.id, outcome]));
  // Older versions judged no law where a run was stopped.
  const isStopped = report.checks.some(isLeftOut);
  const laws = lawsOf(null).flatMap((law) => {
    const outcome = isStopped || before.has(law.id) ? book.outcomeOf(law) : null;
    return outcome === null ? [] : [{ ...doubted(outcome, lost), waived: before.get(law.id)?.waived }];
  });
  return [...rows, ...laws];
}

interface JudgedOne {
  readonly judged: Outcome;
  /** nothing: the run says that there is evidence, and it is gone. */
  readonly found: 'observations' | 'exchanges' | 'none needed' | 'nothing';
}

async function judgeOne(outcome: Outcome, { row, gatewayRow, hasCheck }: StoredRun, causes: CauseBook): Promise<JudgedOne> {
  const { evidence, verdict } = outcome;
  if (evidence === null) {
    return { judged: outcome, found: 'none needed' };
  }
  const overHttp = await gatewayRow(evidence);
  if (overHttp !== null) {
    return { judged: { ...outcome, ...judgeGateway(overHttp.check, overHttp.observations) }, found: 'exchanges' };
  }
  const observed = await row(evidence);
  if (observed !== null) {
    return { judged: judgeRow(outcome, observed, causes), found: 'observations' };
  }
  const isCheckThere = await hasCheck(evidence);
  if (isCheckThere && ENDED_EARLY.includes(verdict)) {
    return { judged: outcome, found: 'none needed' };
  }
  const what = isCheckThere ? 'what was observed is not stored there' : 'the folder or its check.json is not there';
  return { judged: withoutEvidence(outcome, `no evidence in ${evidence}/: ${what}`), found: 'nothing' };
}

/** Verdicts on rows that ended before anything was observed: their evidence is the check and its log. */
const ENDED_EARLY: readonly Verdict[] = ['unimplemented', 'env-error', 'suite-error'];

/** A verdict without evidence is not repeated: nobody can judge it again. A waiver does not excuse it. */
function withoutEvidence({ waived: _waived, ...outcome }: Outcome, headline: string): Outcome {
  return { ...outcome, verdict: 'inconclusive', headline, findings: [], breaches: [], evidence: null, screenshots: [] };
}

/** A law that holds in the rows that are left may have been broken in those whose evidence is lost. */
function doubted(law: Outcome, lost: number): Outcome {
  return lost === 0 || law.verdict !== 'pass'
    ? law
    : { ...law, verdict: 'inconclusive', headline: `${law.headline}; ${counted(lost, 'row')} without evidence` };
}

function judgeRow(outcome: Outcome, { check, observations }: StoredRow, causes: CauseBook): Outcome {
  const { verdict, headline, findings } = judge(check, observations);
  const broken = verdict === 'env-error' ? [] : judgeLaws(check, observations);
  const breaches = excuseBreaches(check, broken, observations);
  const again = outcome.retried === undefined ? headline : `${headline} (2nd try: ${outcome.retried})`;
  return causes.settle(pointAtCause({ ...outcome, verdict, headline: again, findings, breaches }), check, observations);
}
