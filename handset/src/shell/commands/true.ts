import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

export const yes: CommandRow = { name: 'true', run: async () => EXIT_CODES.ok };
export const no: CommandRow = { name: 'false', run: async () => EXIT_CODES.failure };
