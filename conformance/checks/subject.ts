import type { Check } from '../src/check.ts';
import { SDK_ROW } from './defaults.ts';
import { callAndAwait } from './steps.ts';

/** The first of all rows: what other rows need of the gateway is known when it has run. */
export const subjectChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'subject-speaks-to-the-gateway',
    clause: ['PRE-01'],
    profile: ['smoke', 'core', 'page', 'timing', 'security'],
    gateway: 'none',
    arrange: { process: 'fresh' },
    act: callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 11 }),
    expect: [
      {
        expect: 'speaks',
        name: 'speaks',
        operation: 'prefetch',
        meaning:
          'on a healthy device the SDK asks the gateway that it was configured with; checks that need it cannot judge this SDK',
      },
    ],
    kills: [],
    since: '0.2.0',
  },
];
