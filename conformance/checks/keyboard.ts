import type { Check } from '../src/check.ts';
import { SDK_PAGE_ROW } from './defaults.ts';
import { noResult, tokenRequests } from './expectations.ts';
import { openPage } from './steps.ts';

/** Phones, tablets and emulators have keyboards, and boxes under televisions have remote controls. */
const KEYS = [
  { key: 'ENTER', name: 'enter', requestCode: 478 },
  { key: 'DPAD_CENTER', name: 'centre', requestCode: 479 },
] as const;

/** A key is no consent (guide 2.4): one key alone can check the box or press the button, and never both. */
export const keyboardChecks: readonly Check[] = KEYS.map(({ key, name, requestCode }) => ({
  ...SDK_PAGE_ROW,
  id: `login-${name}-key-gives-no-token`,
  clause: ['SEC-01', 'PAG-07', 'LOG-01'],
  profile: ['page', 'security'],
  act: [...openPage(requestCode), { do: 'key', as: 'key', key }, { do: 'watch', as: 'after', forMs: 700 }],
  expect: [
    tokenRequests({ name: 'no-token-request', exactly: 0, meaning: 'a key gave a token before the user had consented' }),
    noResult('login', 'a key on a page without consent must leave the call open'),
  ],
  kills: [{ mutant: 'key-agrees', by: 'no-token-request' }],
}));
