import { runActivityService } from '../activity-service.ts';
import type { CommandRow } from '../command.ts';

/** The activity manager; the same as `cmd activity`. */
export const am: CommandRow = { name: 'am', run: runActivityService };
