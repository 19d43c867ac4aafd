import type { VirtualFile } from '../files/virtual-files.ts';
import { COMMAND_ROWS } from './command-table.ts';

/** The commands as files of `/system/bin`, for scripts that look whether one is there. */
export const COMMAND_FILES: readonly VirtualFile[] = COMMAND_ROWS.map(({ name }) => ({
  path: `/system/bin/${name}`,
  content: () => '',
  isExecutable: true,
}));
