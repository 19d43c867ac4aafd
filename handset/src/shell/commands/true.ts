import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

/** `true` and `false`. */
export const statusCommands: readonly CommandRow[] = [
  { name: 'true', run: async () => EXIT_CODES.ok },
  { name: 'false', run: async () => EXIT_CODES.failure },
];
