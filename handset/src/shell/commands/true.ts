import { type CommandRow, exitCodes } from '../command.ts';

export const yes: CommandRow = { name: 'true', run: async () => exitCodes.ok };
export const no: CommandRow = { name: 'false', run: async () => exitCodes.failure };
