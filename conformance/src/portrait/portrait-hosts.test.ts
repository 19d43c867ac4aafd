import { expect, test } from 'vitest';
import { requireRoutes } from '../device/host-route.ts';
import type { Facts, RelayConnection } from '../observations.ts';
import { hostsOf, proposeRoutes } from './portrait-hosts.ts';

const FACTS: Facts = {
  simSession: '10.64.0.7',
  subscriber: '15400000001',
  gatewayHosts: [],
  numberHosts: [],
  tokenHost: null,
  routes: requireRoutes(['rcs.example.com:80=bearer']),
};

function connection(changes: Partial<RelayConnection>): RelayConnection {
  return {
    ...{ seq: 1, bearer: 'cellular', host: 'rcs.example.com', port: 80, package: 'app.quhao.probe' },
    ...{ openedNanos: '1', closedNanos: '2', bytesOut: 300, bytesIn: 200, end: 'eof' },
    ...changes,
  };
}

test('connections to one place over one bearer are one host, with what was sent first', () => {
  const hosts = hostsOf(
    {
      connections: [
        connection({}),
        connection({ seq: 2, end: 'reset' }),
        connection({ seq: 3, host: 'id.example.com', port: 443, bearer: 'wifi' }),
      ],
      lookups: [],
      sent: [
        { place: 'rcs.example.com:80', bytes: Buffer.from('POST /') },
        { place: 'id.example.com:443', bytes: Buffer.from([0x16, 3, 1]) },
      ],
    },
    FACTS,
  );
  expect(hosts).toMatchObject([
    { host: 'rcs.example.com', plane: 'bearer', connections: 2, bytesOut: 600, ends: ['eof', 'reset'], tls: false },
    { host: 'id.example.com', plane: null, connections: 1, tls: true },
  ]);
});

test('a name that nothing was connected to is there too', () => {
  const lookup = {
    seq: 1,
    bearer: 'cellular',
    name: 'rcs.example.com',
    package: 'app.quhao.probe',
    answered: false,
    atNanos: '1',
  } as const;
  expect(hostsOf({ connections: [], lookups: [lookup], sent: [] }, FACTS)).toMatchObject([
    { host: 'rcs.example.com', port: null, plane: null, connections: 0, ends: ['unknown-host'] },
  ]);
  expect(hostsOf({ connections: [connection({})], lookups: [lookup], sent: [] }, FACTS)).toHaveLength(1);
});

test('routes are proposed for hosts that lead nowhere: number requests go over mobile data, token requests by TLS', () => {
  const hosts = hostsOf(
    {
      connections: [
        connection({ end: 'refused' }),
        connection({ host: 'who.example.com', end: 'refused' }),
        connection({ host: 'id.example.com', port: 443, end: 'refused' }),
        connection({ host: '203.0.113.9', port: 8080, bearer: 'wifi', end: 'unreachable' }),
        connection({ host: '203.0.113.9', port: 8080, end: 'unreachable' }),
        connection({ host: '2001:db8::1', port: 443, bearer: 'wifi', end: 'unreachable' }),
        connection({ host: '127.0.0.1', bearer: 'loopback' }),
      ],
      lookups: [],
      sent: [],
    },
    FACTS,
  );
  expect(proposeRoutes(hosts)).toEqual([
    'who.example.com:80=bearer',
    'id.example.com:443=token',
    '203.0.113.9:8080=bearer',
    '[2001:db8::1]:443=token',
  ]);
});
