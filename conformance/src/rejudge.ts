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
import { exitCode, isAnythingJudged, type Outcome, summarize } from './verdict.ts';
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
export async function rejudge({ runDir, print, strict: isStrict = false }: RejudgeOptions): Promise<RejudgeResult> {
  const from = hostNanos();
  const stored = await openStoredRun(runDir);
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
async function judgeStored({ report, late, row, gatewayRow }: StoredRun): Promise<readonly Outcome[]> {
  const causes = new CauseBook({
    isConfigured: report.subject?.configurable ?? true,
    portrait: report.portrait ?? null,
  });
  const book = new LawBook();
  const rows: Outcome[] = [];
  for (const outcome of report.checks.filter(({ id }) => !id.startsWith('law-'))) {
    const overHttp = outcome.evidence === null ? null : await gatewayRow(outcome.evidence);
    if (overHttp !== null) {
      rows.push({ ...outcome, ...judgeGateway(overHttp.check, overHttp.observations) });
      continue;
    }
    const stored = outcome.evidence === null ? null : await row(outcome.evidence);
    const judged = stored === null ? outcome : judgeRow(outcome, stored, causes);
    if (outcome.evidence !== null) {
      book.add(judged);
    }
    rows.push(judged);
  }
  book.addLate(late.callbacks);
  book.addLateEnds(late.ends);
  const stored = new Map(report.checks.map((outcome) => [outcome.id, outcome]));
  const laws = lawsOf(null).flatMap((law) => {
    const outcome = stored.has(law.id) ? book.outcomeOf(law) : null;
    return outcome === null ? [] : [{ ...outcome, waived: stored.get(law.id)?.waived }];
  });
  return [...rows, ...laws];
}

function judgeRow(outcome: Outcome, { check, observations }: StoredRow, causes: CauseBook): Outcome {
  const { verdict, headline, findings } = judge(check, observations);
  const broken = verdict === 'env-error' ? [] : judgeLaws(check, observations);
  const breaches = excuseBreaches(check, broken, observations);
  const again = outcome.retried === undefined ? headline : `${headline} (2nd try: ${outcome.retried})`;
  return causes.settle(pointAtCause({ ...outcome, verdict, headline: again, findings, breaches }), check, observations);
}
