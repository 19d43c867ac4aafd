import { ConformanceError } from './errors.ts';
import type { Fate } from './mutants.ts';
import { explanationLines } from './report/text.ts';
import type { Words } from './report/words.ts';
import type { Outcome, Verdict } from './verdict.ts';

type FailingVerdict = Extract<Verdict, 'fail' | 'inconclusive' | 'env-error' | 'suite-error'>;

/** What a verdict means where it does not judge the SDK. */
const REMARKS: Readonly<Record<FailingVerdict, string | null>> = {
  fail: null,
  inconclusive: 'The test bench measured too coarsely to judge the SDK. Run the check again, alone.',
  'env-error': 'This is the test bench; the SDK was not judged.',
  'suite-error': 'This is a defect of quhao; the SDK was not judged.',
};

interface ExplanationContext {
  readonly words: Words;
  readonly runDir: string;
}

/** A verdict as the error of a failed test. Its message explains the verdict as the terminal report does. */
export class VerdictError extends ConformanceError {
  readonly code: FailingVerdict;

  constructor(verdict: FailingVerdict, outcome: Outcome, { words, runDir }: ExplanationContext) {
    const remark = REMARKS[verdict];
    const lines = [...(remark === null ? [] : [`        ${remark}`]), ...explanationLines(outcome, words, runDir)];
    super([`${verdict}: ${outcome.headline}`, ...lines].join('\n'));
    this.code = verdict;
    dropStack(this);
  }
}

/** A mutant that its check did not kill, as the error of a failed test. */
export class MutantError extends ConformanceError {
  readonly code: Exclude<Fate, 'killed'>;

  constructor(code: MutantError['code'], message: string) {
    super(message);
    this.code = code;
    dropStack(this);
  }
}

/** The place in quhao that made the error does not help a reader of a test report. */
function dropStack(error: Error): void {
  error.stack = `${error.name}: ${error.message}`;
}
