import { join } from 'node:path';
import type { Terminal } from './terminal.ts';

/** The folder of `quhao serve` where none is named. */
export function defaultDataFolder(home: string): string {
  return join(home, '.local/share/quhao/simulator');
}

/** The folder of `quhao handset` where none is named. */
export function handsetsFolder(home: string): string {
  return join(home, '.local/share/quhao/handsets');
}

/** The folder of the server that a command looks for. */
export function dataFolderOf({ data }: { readonly data?: string }, env: Terminal['env'], home: string): string {
  return data ?? defaultDataFolder(env['HOME'] || home);
}
