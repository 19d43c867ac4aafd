import type { Check, Step } from '../src/check.ts';
import { SDK_ROW } from './defaults.ts';
import { noPage, tokenRequests } from './expectations.ts';

function callWithout(api: 'getPhoneInfo' | 'mobileAuth' | 'loginAuth', requestCode: number): Step {
  return { do: 'call', as: `null-${requestCode}`, api, requestCode, listener: null };
}

/** Calls that nobody can be told the result of (guide 2.3). */
export const nullListenerChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'callback-null-listener-does-no-harm',
    clause: ['API-12'],
    level: 'SHOULD',
    needs: ['screen'],
    act: [
      callWithout('getPhoneInfo', 171),
      callWithout('mobileAuth', 172),
      callWithout('loginAuth', 173),
      { do: 'watch', as: 'after', forMs: 800 },
      { do: 'look', as: 'shown' },
    ],
    expect: [
      // Number requests are not counted: a retrieval leaves a scrip behind, which is of use without a listener too.
      tokenRequests({ name: 'no-token-request', exactly: 0, meaning: 'a call whose result nobody gets sent a token request' }),
      noPage({ name: 'no-page', look: 'shown', meaning: 'a login whose result nobody gets opened a page' }),
    ],
    kills: [{ mutant: 'null-listener-sends', by: 'no-token-request' }],
  },
];
