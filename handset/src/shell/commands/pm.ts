import type { CommandRow } from '../command.ts';
import { runPackageService } from '../package-service.ts';

/** The package manager; the same as `cmd package`. */
export const pm: CommandRow = { name: 'pm', run: runPackageService };
