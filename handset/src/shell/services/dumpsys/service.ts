import type { System } from '../../system.ts';

/** Returns the state of a service as text. The words after the service's name select a part. */
export type Dump = (system: System, words: readonly string[]) => Promise<string> | string;
