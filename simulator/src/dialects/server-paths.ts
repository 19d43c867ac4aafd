import type { ServerOperation } from '../model/operations.ts';

/** The paths of the app's server calls (wire.md §4, §5). No dialect changes them. */
export const SERVER_PATHS: Readonly<Record<ServerOperation, string>> = {
  'login-token-validate': '/unisdk/rsapi/loginTokenValidate',
  'token-validate': '/openapi/rs/tokenValidate',
};
