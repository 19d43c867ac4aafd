import { atTarget, type Condition, redirected } from './condition.ts';
import { GATEWAY_ANSWERS } from './defaults.ts';
import { numberRequestFault } from './steps.ts';

/** Each looks like an operator's host and is none of the SDK's own addresses: host, port and scheme together. */
const FOREIGN_TARGETS: readonly Condition[] = [
  refused('redirect-with-operator-as-user-is-refused', 'http://cu.gateway.test@127.0.0.1:9'),
  refused('redirect-to-name-that-begins-as-operators-is-refused', 'http://cu.gateway.test.elsewhere.test'),
  refused('redirect-to-name-that-ends-as-operators-is-refused', 'http://not-cu.gateway.test'),
  refused('redirect-to-path-with-operators-name-is-refused', 'http://elsewhere.test/cu.gateway.test'),
  refused('redirect-to-other-port-of-operator-is-refused', 'http://cu.gateway.test:8080'),
  refused('redirect-to-tls-of-operator-is-refused', 'https://cu.gateway.test'),
];

function refused(name: string, base: string): Condition {
  const value = `${base}/unisdk/rs/getPrePhonescrip`;
  return {
    name,
    clause: ['DEV-12'],
    level: 'MUST',
    accept: ['200038'],
    meaning: 'a redirect is followed to the addresses of the three operators only',
    ...redirected({ ...numberRequestFault({ kind: 'field', field: 'redirect', change: 'set', value }), when: { nth: 1 } }),
  };
}

export const REDIRECTS: readonly Condition[] = [
  {
    name: 'redirect-target-resets',
    clause: ['DEV-12'],
    level: 'MUST',
    accept: ['200038'],
    meaning: "a redirect whose target cannot be used is a failure of the other operator's",
    ...redirected(atTarget({ kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' })),
  },
  {
    name: 'redirect-target-closes',
    clause: ['DEV-12'],
    level: 'MUST',
    accept: ['200038'],
    meaning: "a redirect whose target cannot be used is a failure of the other operator's",
    ...redirected(atTarget({ kind: 'socket', fault: 'EMPTY_RESPONSE' })),
  },
  {
    name: 'redirect-target-says-500',
    clause: ['DEV-12'],
    level: 'MUST',
    accept: ['200038'],
    meaning: "a redirect whose target cannot be used is a failure of the other operator's",
    ...redirected(atTarget({ kind: 'status', status: 500 })),
  },
  refused('redirect-to-foreign-host-is-refused', 'http://127.0.0.1:9'),
  ...FOREIGN_TARGETS,
  {
    name: 'redirect-target-cannot-be-parsed',
    clause: ['DEV-13'],
    level: 'MUST',
    accept: ['200039'],
    meaning: "an answer of the other operator's that says nothing has a code of its own",
    ...redirected(atTarget({ kind: 'html', page: 'arrears' })),
  },
  {
    name: 'redirect-target-says-unknown-code',
    clause: ['DEV-13'],
    level: 'MUST',
    accept: ['200039'],
    meaning: "a code of the other operator's outside section 5 has a code of its own",
    ...redirected(atTarget({ kind: 'code', code: '199999' })),
  },
  {
    name: 'redirect-target-says-105001',
    clause: ['DEV-19', 'API-09'],
    level: 'SHOULD',
    accept: ['105001', '200039'],
    meaning: "a code of section 5 reaches the app as the other operator's gateway says it",
    at: 'number-request',
    arrange: { subscriber: { operator: 'unicom', state: 'operatorFailure' } },
    canary: [GATEWAY_ANSWERS],
    isOfOtherOperator: true,
  },
  {
    name: 'redirect-target-says-105003',
    clause: ['DEV-19', 'API-09'],
    level: 'SHOULD',
    accept: ['105003', '200039'],
    meaning: "a code of section 5 reaches the app as the other operator's gateway says it",
    at: 'number-request',
    arrange: { subscriber: { operator: 'telecom', state: 'operatorFailure' } },
    canary: [GATEWAY_ANSWERS],
    isOfOtherOperator: true,
  },
];
