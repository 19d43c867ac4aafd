import { called, connection, lookup } from '../observed.ts';
import { GOOD, type LawCase, LOGIN, login } from './law-case.ts';

export const NETWORK_CASES: readonly LawCase[] = [
  {
    law: 'law-network-number-request-on-mobile-data',
    upheld: called(GOOD, { connections: [connection({})] }),
    broken: called(GOOD, { connections: [connection({ bearer: 'wifi' })] }),
    says: /over Wi-Fi/,
  },
  {
    law: 'law-network-token-request-by-tls',
    upheld: called(GOOD, { connections: [connection({ host: 'token.gateway.test', port: 443, bearer: 'wifi' })] }),
    broken: called(GOOD, { connections: [connection({ host: 'token.gateway.test', port: 80, bearer: 'wifi', bytesOut: 110 })] }),
    says: /token.gateway.test:80 over Wi-Fi, 110 B/,
  },
  {
    law: 'law-network-wifi-for-token-only',
    upheld: called(GOOD, { connections: [connection({})] }),
    broken: called(GOOD, { connections: [connection({ host: 'stats.example', port: 443, bearer: 'wifi' })] }),
    says: /stats.example/,
  },
  {
    law: 'law-network-wifi-for-token-only',
    upheld: called(GOOD, {
      lookups: [lookup({ name: 'token.gateway.test' }), lookup({ bearer: 'cellular' }), lookup({ atNanos: '1' })],
    }),
    broken: called(GOOD, { lookups: [lookup({})] }),
    says: /looked up stats.example over Wi-Fi/,
  },
  {
    law: 'law-network-token-request-by-tls',
    upheld: called(GOOD, { connections: [connection({ host: 'token.gateway.test', port: 443, bytesOut: 0 })] }),
    broken: called(GOOD, { connections: [connection({ host: 'token.gateway.test', port: 80, bytesOut: 0 })] }),
    says: /token.gateway.test:80/,
  },
  {
    law: 'law-network-redirect-to-operators-only',
    arrange: {
      fault: {
        plane: 'bearer',
        operation: 'prefetch',
        effect: { kind: 'field', field: 'redirect', change: 'set', value: 'http://127.0.0.1:9/x' },
      },
    },
    upheld: called(GOOD, { connections: [connection({})] }),
    broken: called(GOOD, { connections: [connection({}), connection({ host: '127.0.0.1', port: 9, bearer: 'loopback' })] }),
    says: /127\.0\.0\.1:9 over loopback/,
  },
  {
    law: 'law-network-connection-closed',
    upheld: called(GOOD, { connections: [connection({ closedNanos: '1006000000' })] }),
    broken: called(GOOD, { connections: [connection({ closedNanos: null })] }),
    says: /still open/,
  },
  {
    law: 'law-network-few-bytes-of-mobile-data',
    upheld: called(GOOD, { connections: [connection({ bytesOut: 4_000 }), connection({ bytesOut: 90_000, bearer: 'wifi' })] }),
    broken: called(GOOD, { connections: Array.from({ length: 9 }, () => connection({ bytesOut: 1_000 })) }),
    says: /9000 B in 9 connections of one call/,
  },
  {
    law: 'law-network-process-not-bound',
    upheld: called(GOOD),
    broken: called(GOOD, { bound: ['after the last step'] }),
    says: /after the last step/,
  },
  {
    law: 'law-network-request-released',
    upheld: called(GOOD),
    broken: called(GOOD, { networkRequests: { before: 1, after: 2, waitedMs: 5_000 } }),
    says: /2 held 5000 ms/,
  },
  {
    // The call of `called` ends at 1.01 s; a connection may come 5 s behind that, and one of the probe's own at any time.
    law: 'law-network-begins-with-a-call',
    upheld: called(GOOD, {
      connections: [connection({ openedNanos: '500000000' }), connection({ openedNanos: '6000000000' })],
      lookups: [lookup({ atNanos: '6000000000' })],
    }),
    broken: called(GOOD, { connections: [connection({ openedNanos: '6020000000' })] }),
    says: /cm\.gateway\.test:80 over mobile data, 100 B out/,
  },
  {
    law: 'law-network-begins-with-a-call',
    upheld: login(LOGIN, { events: [], connections: [connection({ openedNanos: '60000000000' })] }),
    broken: called(GOOD, { lookups: [lookup({ atNanos: '6020000000', bearer: 'cellular' })] }),
    says: /looked up stats\.example over mobile data/,
  },
];
