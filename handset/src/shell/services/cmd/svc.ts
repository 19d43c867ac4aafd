import type { CommandRow } from '../../command.ts';
import { runSvc } from './radio.ts';

/** `svc wifi|data enable|disable`. */
export const svc: CommandRow = { name: 'svc', run: runSvc };
