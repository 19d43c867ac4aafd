import { called } from '../observed.ts';
import { event, GOOD, type LawCase, withEvents } from './law-case.ts';

export const CALLBACK_CASES: readonly LawCase[] = [
  {
    law: 'law-callback-exactly-once',
    upheld: called(GOOD),
    broken: withEvents(event({ seq: 1 }), event({ atNanos: '4020000000' })),
    says: /2 callbacks .*3000 ms apart/,
  },
  { law: 'law-callback-exactly-once', upheld: called(GOOD), broken: withEvents(), says: /no callback of first/ },
  {
    law: 'law-callback-exactly-once',
    upheld: called(GOOD),
    broken: called(GOOD, { closingEvents: [event({ atNanos: '1500000000' })] }),
    says: /2 callbacks/,
  },
  {
    law: 'law-callback-echoes-request-code',
    upheld: called(GOOD),
    broken: withEvents(event({ payload: { requestCode: -1, json: GOOD } })),
    says: /reported -1/,
  },
  {
    law: 'law-callback-on-main-thread',
    upheld: called(GOOD),
    broken: withEvents(event({ thread: 'pool-1' })),
    says: /on pool-1/,
  },
  {
    law: 'law-app-lives-on',
    upheld: called(GOOD),
    broken: called(GOOD, { crash: 'NullPointerException' }),
    says: /NullPointerException/,
  },
  { law: 'law-time-call-ends-within-limit', upheld: called(GOOD, {}, 8_200), broken: called(GOOD, {}, 12_000), says: /12000 ms/ },
];
