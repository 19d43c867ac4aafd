import type { ServerOperation } from '../model/operations.ts';
import { PATHS } from '../model/paths.ts';

/** The paths of the app's server calls (wire.md §4, §5). No dialect changes them. */
export const SERVER_PATHS: Readonly<Record<ServerOperation, string>> = {
  'login-token-validate': PATHS['login-token-validate'],
  'token-validate': PATHS['token-validate'],
};
