import type { Operation } from './operations.ts';

/** Where the four operations are asked (wire.md §2 to §4). Those of the SDK are the dialect quhao-1's; another dialect has its own. */
export const PATHS = {
  prefetch: '/unisdk/rs/getPrePhonescrip',
  'get-token': '/unisdk/rs/getAuthToken',
  'login-token-validate': '/unisdk/rsapi/loginTokenValidate',
  'token-validate': '/openapi/rs/tokenValidate',
} as const satisfies Readonly<Record<Operation, string>>;
