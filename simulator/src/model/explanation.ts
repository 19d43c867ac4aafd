import type { TraceStep } from './journal.ts';

/** What a rule expected and what it got, in words. Never a secret. */
export type Explanation = Required<Pick<TraceStep, 'expected' | 'got'>> & Pick<TraceStep, 'mistakes'>;
