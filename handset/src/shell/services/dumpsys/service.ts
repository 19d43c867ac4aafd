import type { System } from '../../system.ts';

/** The text of one service; the words behind its name narrow it. */
export type Dump = (system: System, words: readonly string[]) => Promise<string> | string;
