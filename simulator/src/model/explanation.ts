import type { TraceStep } from '../api.ts';

/** What a check wanted and what it met, in words. Never a secret. */
export type Told = Required<Pick<TraceStep, 'expected' | 'got'>>;
