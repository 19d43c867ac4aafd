import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runLine, type ShellResult } from '../support/run-line.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

let handset: TestHandset;

beforeEach(async () => {
  handset = await startTestHandset();
  const record = { package: 'com.example.app', openedNanos: '5', bytesOut: 0, bytesIn: 0, localPort: 41_234 } as const;
  handset.device.radio.records = [
    { ...record, seq: 1, bearer: 'wifi', host: '10.0.2.2', port: 80, closedNanos: '6', end: 'eof' },
    { ...record, seq: 2, bearer: 'cellular', host: '198.18.0.9', port: 8080, closedNanos: null, end: 'open' },
  ];
});

afterEach(async () => await handset.close());

async function run(line: string): Promise<ShellResult> {
  return await runLine(handset.shell, line);
}

const OFFLINE = 'cmd connectivity airplane-mode enable';

describe('connections', () => {
  test.each([
    [
      'netstat -tn',
      'Active Internet connections (w/o servers)\n' +
        'Proto Recv-Q Send-Q Local Address           Foreign Address         State      \n' +
        'tcp        0      0 10.64.0.7:41234         198.18.0.9:8080         ESTABLISHED\n',
    ],
    ['netstat -an | grep -c 8080', '1\n'],
    ['netstat -tlnp | tail -n +3', ''],
    ['netstat -tnp | tail -1 | grep -o "ESTABLISHED.*"', 'ESTABLISHED -\n'],
    ['netstat -u | grep -c tcp', '0\n'],
    ['netstat | grep Active', 'Active Internet connections (w/o servers)\nActive UNIX domain sockets (w/o servers)\n'],
    ['netstat -r | tail -2 | cut -c1-15', '192.168.77.0   \n10.64.0.4      \n'],
    ['ss -tnH', 'ESTAB      0       0       10.64.0.7:41234          198.18.0.9:8080\n'],
    ['ss -ltn', 'State      Recv-Q  Send-Q  Local Address:Port       Peer Address:Port\n'],
  ])('%j prints what /proc/net/tcp has', async (line, stdout) => {
    expect(await run(line)).toMatchObject({ stdout, stderr: '' });
  });
});

describe('interfaces', () => {
  test('ifconfig shows the interfaces that are up, with the relays’ bytes', async () => {
    const { stdout } = await run('ifconfig');
    expect(stdout.match(/^\S+/gm)).toEqual(['lo', 'wlan0', 'rmnet_data0']);
    expect(stdout).toContain('inet addr:192.168.77.10  Bcast:192.168.77.255  Mask:255.255.255.0 \n');
    expect(stdout).toContain('inet addr:127.0.0.1  Mask:255.0.0.0 \n');
    expect(stdout).toContain('RX bytes:688 TX bytes:1412 \n');
    expect((await run('ifconfig -S wlan0')).stdout).toBe('wlan0     192.168.77.10/24    00:00:00:00:00:00\n');
  });

  test.each([
    ['svc wifi disable; ifconfig wlan0', 'ifconfig: wlan0: No such device\n', 1],
    ['ifconfig wlan0 down', 'ifconfig: ioctl 8914: Permission denied\n', 1],
    ['ss dport = 80', 'ss: filters are not supported on this handset: dport = 80\n', 1],
    [`${OFFLINE}; ip route get 198.18.0.9`, 'ip: RTNETLINK answers: Network is unreachable\n', 2],
    [`${OFFLINE}; ping -c 1 198.18.0.9`, 'ping: connect: Network is unreachable\n', 2],
    [`${OFFLINE}; ping -c1 gw.test`, 'ping: unknown host gw.test\n', 2],
    ['ping', 'ping: usage error: Destination address required\n', 2],
  ])('%j is refused with %j', async (line, stderr, code) => {
    expect(await run(line)).toMatchObject({ stderr, code });
  });

  test('ping says that there is no ICMP, and what tells more', async () => {
    const { code, stderr } = await run('ping -c 3 -W 2 198.18.0.9');
    expect(stderr).toMatch(/carries no ICMP: `ip route get ADDRESS`/);
    expect(code).toBe(2);
  });

  test.each([
    ['ip route get 198.18.0.9', '198.18.0.9 dev wlan0 table wlan0 src 192.168.77.10 uid 2000 \n    cache \n'],
    [
      'svc wifi disable; ip route get 198.18.0.9',
      '198.18.0.9 dev rmnet_data0 table rmnet_data0 src 10.64.0.7 uid 2000 \n    cache \n',
    ],
    ['ip route get 127.0.0.1', 'local 127.0.0.1 dev lo table local src 127.0.0.1 uid 2000 \n    cache <local> \n'],
    [
      'cmd quhao vpn on > /dev/null; ip route get 198.18.0.9',
      '198.18.0.9 dev tun0 table tun0 src 10.111.0.2 uid 2000 \n    cache \n',
    ],
  ])('%j prints %j', async (line, stdout) => {
    expect(await run(line)).toMatchObject({ stdout, code: 0 });
  });
});
