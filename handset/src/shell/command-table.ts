import type { CommandRow } from './command.ts';
import { cat } from './commands/cat.ts';
import { echo } from './commands/echo.ts';
import { getprop } from './commands/getprop.ts';

const rows: readonly CommandRow[] = [cat, echo, getprop];

/** Every command of the device, by name. */
export const commandTable: ReadonlyMap<string, CommandRow> = new Map(rows.map((row) => [row.name, row]));
