import type { Check } from '../src/check.ts';
import { GATEWAY_ANSWERS, SDK_PAGE_ROW, SDK_ROW } from './defaults.ts';
import { success } from './expectations.ts';
import { AWAIT_PAGE, CONFIRM, callAndAwait, callWithPageInListener } from './steps.ts';

/**
 * The app may hold READ_PHONE_STATE, which the SDK asks for nowhere: calls end as without it. Since Android 10 it gives an app no identifier
 * of the SIM, and an SDK that reads one all the same is refused by an exception.
 */

const AS = 'login';

const CALLS = [
  { suffix: '', row: SDK_ROW, act: callAndAwait({ as: AS, api: 'getPhoneInfo', requestCode: 520 }) },
  { suffix: '-login', row: SDK_PAGE_ROW, act: [...callWithPageInListener(521), AWAIT_PAGE, ...CONFIRM] },
  { suffix: '-mobile-auth', row: SDK_ROW, act: callAndAwait({ as: AS, api: 'mobileAuth', requestCode: 522 }) },
] as const;

export const phoneStateChecks: readonly Check[] = CALLS.map(({ suffix, row, act }) => ({
  ...row,
  id: `mapping-phone-state-granted-succeeds${suffix}`,
  clause: ['API-05', 'PRE-01', 'SEC-03'],
  needs: [...row.needs, 'phone-state'],
  arrange: { phoneState: 'granted' },
  canary: [{ canary: 'phone-state', is: 'granted' }, GATEWAY_ANSWERS],
  act,
  expect: [success({ call: AS, meaning: 'with a permission more than it needs the SDK fails' })],
  kills: [{ mutant: 'reads-identifier-where-permitted', by: 'result' }],
}));
