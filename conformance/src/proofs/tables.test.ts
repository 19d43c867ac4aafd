import { describe, expect, test } from 'vitest';
import { parseNetworks } from './device-networks.ts';
import { isEnoughProof, PROOF_NAMES, PROOFS, STRENGTHS } from './proof-table.ts';
import { parseSocketTable } from './socket-table.ts';
import { parseUidBytes } from './uid-bytes.ts';

/** Tables as devices print them. */

describe('a socket table', () => {
  test('has addresses of IPv4, mapped and IPv6, with ports, state and owner', () => {
    const text = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:13AD 00000000:0000 0A 00000000:00000000 00:00000000 00000000  2000        0 21 1',
      '   1: 0000000000000000FFFF00000F02000A:9C40 0000000000000000FFFF00000202000A:C001 01 00000000:00000000 00:00000000 00000000 10123        0 33 1',
      '   2: B80D0120000000000000000001000000:9C41 B80D0120000000000000000002000000:01BB 06 00000000:00000000 03:00000F9C 00000000     0        0 0 3',
    ].join('\n');
    expect(parseSocketTable(text)).toEqual([
      { local: '127.0.0.1', localPort: 5037, remote: '0.0.0.0', remotePort: 0, state: 10, uid: 2000 },
      { local: '10.0.2.15', localPort: 40_000, remote: '10.0.2.2', remotePort: 49_153, state: 1, uid: 10_123 },
      { local: '2001:db8::1', localPort: 40_001, remote: '2001:db8::2', remotePort: 443, state: 6, uid: 0 },
    ]);
  });

  test('of nothing is empty', () => {
    expect(parseSocketTable('')).toEqual([]);
    expect(parseSocketTable('cat: /proc/net/tcp: Permission denied\n')).toEqual([]);
  });
});

describe('the networks of a device', () => {
  test('are those of Wi-Fi and mobile data, with all their addresses', () => {
    const dump = [
      'Current Networks:',
      '  NetworkAgentInfo{network{100}  handle{432902426637}  ni{WIFI CONNECTED extra: } Score(60) lp{{InterfaceName: wlan0 LinkAddresses: [ fe80::1/64,192.168.1.7/24 ] DnsAddresses: [ /192.168.1.1 ]}} nc{[ Transports: WIFI Capabilities: NOT_METERED&INTERNET]}}',
      '  NetworkAgentInfo{network{101} ni{MOBILE[LTE] CONNECTED} lp{{InterfaceName: rmnet_data1 LinkAddresses: [ 10.20.30.40/29 ]}} nc{[ Transports: CELLULAR Capabilities: INTERNET]}}',
      '  NetworkAgentInfo{network{102} ni{VPN CONNECTED} lp{{InterfaceName: tun0 LinkAddresses: [ 10.8.0.2/32 ]}} nc{[ Transports: WIFI|VPN Capabilities: INTERNET]}}',
    ].join('\n');
    expect(parseNetworks(dump)).toEqual([
      { bearer: 'wifi', interface: 'wlan0', addresses: ['fe80::1', '192.168.1.7'] },
      { bearer: 'cellular', interface: 'rmnet_data1', addresses: ['10.20.30.40'] },
    ]);
  });
});

describe("an app's bytes", () => {
  const BUCKETS = [
    'Xt stats:',
    '  ident=[{type=0, metered=true}] uid=-1 set=ALL tag=0x0',
    '      st=1 rb=9000 rp=1 tb=9000 tp=1 op=0',
    'UID stats:',
    '  Pending bytes: 0',
    '  ident=[{type=0, ratType=COMBINED, metered=true}] uid=10123 set=FOREGROUND tag=0x0',
    '    NetworkStatsHistory: bucketDuration=7200',
    '      st=1 rb=100 rp=1 tb=20 tp=1 op=0',
    '      st=2 rb=30 rp=1 tb=4 tp=1 op=0',
    '  ident=[{type=1, wifiNetworkKey="x", metered=false}] uid=10123 set=DEFAULT tag=0x0',
    '      st=1 rb=5 rp=1 tb=6 tp=1 op=0',
    '  ident=[{type=1, metered=false}] uid=10999 set=DEFAULT tag=0x0',
    '      st=1 rb=70000 rp=1 tb=70000 tp=1 op=0',
    'UID tag stats:',
    '  ident=[{type=0, metered=true}] uid=10123 set=FOREGROUND tag=0x7',
    '      st=1 rb=100 rp=1 tb=20 tp=1 op=0',
  ].join('\n');

  test('are those of its uid by bearer, counted once', () => {
    expect(parseUidBytes(BUCKETS, 10_123)).toEqual({ cellular: 154, wifi: 11 });
    expect(parseUidBytes(BUCKETS, 10_124)).toEqual({ cellular: 0, wifi: 0 });
  });

  test('may stand in the row itself', () => {
    const dump = 'UID stats:\n  ident=[{type=1}] uid=10123 set=FOREGROUND tag=0x0 rb=3 tb=4\n';
    expect(parseUidBytes(dump, 10_123)).toEqual({ cellular: 0, wifi: 7 });
  });
});

test('proofs stand from the strongest to the weakest', () => {
  const ranks = PROOF_NAMES.map((name) => STRENGTHS.indexOf(PROOFS[name].strength));
  expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
  expect(isEnoughProof('socket', 'bytes')).toBe(true);
  expect(isEnoughProof('noise', 'bytes')).toBe(false);
});
