import type { TraceStep } from './journal.ts';

/** What a check wanted and what it met, in words. Never a secret. */
export type Explanation = Required<Pick<TraceStep, 'expected' | 'got'>>;
