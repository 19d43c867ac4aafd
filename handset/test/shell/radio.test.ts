import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UNTRUSTED_ROOT_PEM as ROOT_PEM } from '../support/root-pem.ts';
import { runLine, type ShellResult } from '../support/run-line.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

let handset: TestHandset;
const APP = 'com.example.app';

beforeEach(async () => {
  handset = await startTestHandset();
});

afterEach(async () => await handset.close());

async function run(line: string, stdin?: string): Promise<ShellResult> {
  return await runLine(handset.shell, line, stdin);
}

describe('radio', () => {
  test.each([
    ['svc wifi disable', 'settings get global wifi_on', '0\n'],
    ['svc wifi disable; svc wifi enable', 'settings get global wifi_on', '1\n'],
    ['cmd -w wifi set-wifi-enabled disabled', 'cmd wifi status', 'Wifi is disabled\nWifi is not connected\n'],
    ['svc data disable', 'settings get global mobile_data', '0\n'],
    ['cmd phone data disable', 'settings get global mobile_data', '0\n'],
    ['cmd connectivity airplane-mode enable', 'cmd connectivity airplane-mode', 'enabled\n'],
    [
      'cmd connectivity airplane-mode enable; cmd connectivity airplane-mode disable',
      'settings get global airplane_mode_on',
      '0\n',
    ],
    ['svc wifi disable', 'dumpsys connectivity | grep default', 'Active default network: 101\n'],
    ['cmd connectivity airplane-mode enable', 'dumpsys connectivity | grep default', 'Active default network: none\n'],
    ['svc data disable', 'dumpsys telephony.registry | grep -o mDataConnectionState=.', 'mDataConnectionState=0\n'],
    [
      'cmd quhao mobile ip ipv6',
      'ip -o addr | grep -o "rmnet.* scope"',
      'rmnet_data0    inet6 2001:db8:64::7/64 scope\nrmnet_data0    inet 192.0.0.4/32 scope\n',
    ],
    ['cmd quhao vpn on', 'ip -o addr show tun0 | grep -o "10.111.0.2/32"', '10.111.0.2/32\n'],
    [
      'cmd quhao vpn on',
      'dumpsys connectivity | grep -o "Transports: WIFI|VPN Capabilities: NOT_METERED&INTERNET&NOT_RESTRICTED&TRUSTED&VALIDATED"',
      'Transports: WIFI|VPN Capabilities: NOT_METERED&INTERNET&NOT_RESTRICTED&TRUSTED&VALIDATED\n',
    ],
    ['cmd quhao vpn on; cmd quhao vpn off', 'ip addr show tun0 2>&1', 'ip: Device "tun0" does not exist\n'],
    ['cmd quhao wifi portal on', 'dumpsys connectivity | grep -o "NOT_VPN&[CV][A-Z_]*" | head -1', 'NOT_VPN&CAPTIVE_PORTAL\n'],
    [
      'cmd quhao wifi portal on; cmd quhao wifi portal off',
      'dumpsys connectivity | grep -o "NOT_VPN&[CV][A-Z_]*" | head -1',
      'NOT_VPN&VALIDATED\n',
    ],
    ['svc wifi disable', 'ip -o addr show | grep -c wlan0', '0\n'],
    [
      'true',
      'ip route',
      '192.168.77.0/24 dev wlan0 proto kernel scope link src 192.168.77.10\n10.64.0.4/30 dev rmnet_data0 proto kernel scope link src 10.64.0.7\n',
    ],
  ])('after %j, %j answers %j', async (change, question, answer) => {
    expect(await run(change)).toMatchObject({ code: 0, stderr: '' });
    expect((await run(question)).stdout).toBe(answer);
  });

  test.each([['svc wifi off'], ['svc bluetooth enable'], ['cmd phone data on'], ['settings put global wifi_on 0']])(
    '%j is refused',
    async (line) => {
      const before = handset.device.radio.state();
      const result = await run(line);
      expect(result.code).not.toBe(0);
      expect(result.stderr).not.toBe('');
      expect(handset.device.radio.state()).toEqual(before);
    },
  );
});

describe('cmd quhao', () => {
  const json = async (line: string) => JSON.parse((await run(line)).stdout);

  test('prints the radio state, the log after a number, and the counters', async () => {
    expect(await json('cmd quhao radio')).toEqual(handset.device.radio.state());
    const record = {
      bearer: 'cellular',
      host: 'gw.test',
      port: 80,
      package: APP,
      openedNanos: '5',
      closedNanos: null,
      bytesOut: 1,
      bytesIn: 2,
      end: 'open',
    } as const;
    handset.device.radio.records = [
      { seq: 1, ...record },
      { seq: 2, ...record },
    ];
    expect(await json('cmd quhao radio log --after 1')).toEqual({ connections: [{ seq: 2, ...record }] });
    const sent = Buffer.from('bytes of 2').toString('base64');
    expect(await json('cmd quhao radio log --after 1 --bytes')).toEqual({ connections: [{ seq: 2, ...record, sent }] });
    expect(await json('cmd quhao radio counters')).toMatchObject({ cellular: { bytesOut: 1412 } });
  });

  test('sets routes, SIMs, registration and links', async () => {
    expect(await json('cmd quhao route set gw.test:80 127.0.0.1:4107 --session')).toEqual({
      routes: [{ name: 'gw.test:80', host: '127.0.0.1', port: 4107, session: true }],
    });
    expect(await json('cmd quhao route remove gw.test:80')).toEqual({ routes: [] });
    expect(await json('cmd quhao route clear')).toEqual({ routes: [] });
    expect(await json('cmd quhao sim set 0 ready --operator 46001')).toEqual({});
    expect(await json('cmd quhao sim lease 0 10.1.2.3')).toEqual({});
    expect(await json('cmd quhao registration denied')).toEqual({});
    expect(await json('cmd quhao link cellular --delay 250 --drop on')).toEqual({});
    expect(handset.device.radio.state()).toMatchObject({
      sims: [{ operator: '46001' }],
      mobile: { registration: 'denied', connected: false },
    });
    expect(handset.device.radio.leases.get(0)).toBe('10.1.2.3');
    expect(handset.device.radio.links).toEqual([{ bearer: 'cellular', link: { delayMs: 250, drop: true } }]);
    expect(await json('cmd quhao reset')).toEqual({});
    expect(handset.device.radio.state().mobile.registration).toBe('home');
  });

  test('chooses which names exist, and lists those that were looked up', async () => {
    expect(await json('cmd quhao names')).toEqual({ names: 'routed' });
    expect(await json('cmd quhao names all')).toEqual({ names: 'all' });
    const lookup = { bearer: 'wifi', name: 'id.test', package: APP, atNanos: '5', answered: true } as const;
    handset.device.radio.lookupRecords = [
      { seq: 1, ...lookup },
      { seq: 2, ...lookup },
    ];
    expect(await json('cmd quhao names log --after 1')).toEqual({ lookups: [{ seq: 2, ...lookup }] });
  });

  test('adds, lists and removes a root certificate', async () => {
    const file = '/data/local/tmp/root.pem';
    await run(`cat > ${file}`, ROOT_PEM);
    const { installed } = await json(`cmd quhao ca install ${file} --user`);
    expect(installed).toMatchObject({ store: 'user', subject: expect.stringContaining('another root') });
    expect(await json(`cmd quhao ca install ${file}`)).toMatchObject({ installed: { store: 'system' } });
    expect(await json('cmd quhao ca list')).toMatchObject({ roots: [{ id: installed.id, store: 'system' }] });
    expect(await json(`cmd quhao ca remove ${installed.id}`)).toEqual({ roots: [] });
    expect((await run('cmd quhao ca install /data/local/tmp/none.pem')).code).not.toBe(0);
  });

  test('the clock counts from boot', async () => {
    const before = process.hrtime.bigint() - handset.device.bootNanos;
    const { elapsedRealtimeNanos } = await json('cmd quhao clock');
    const after = process.hrtime.bigint() - handset.device.bootNanos;
    expect(BigInt(elapsedRealtimeNanos)).toBeGreaterThanOrEqual(before);
    expect(BigInt(elapsedRealtimeNanos)).toBeLessThanOrEqual(after);
  });

  test.each([
    ['cmd quhao'],
    ['cmd quhao nothing'],
    ['cmd quhao radio log --after x'],
    ['cmd quhao route set gw.test nowhere'],
    ['cmd quhao sim set 0 broken'],
    ['cmd quhao sim set 0 ready --operator cmcc'],
    ['cmd quhao registration'],
    ['cmd quhao link ethernet'],
    ['cmd quhao clock now'],
    ['cmd quhao names some'],
    ['cmd quhao ca install'],
    ['cmd quhao ca remove'],
  ])('%j is wrong usage: it exits with 64 and prints to stderr', async (line) => {
    const result = await run(line);
    expect(result).toMatchObject({ code: 64, stdout: '' });
    expect(result.stderr).not.toBe('');
  });

  test('help lists every command', async () => {
    expect((await run('cmd quhao help')).stdout.split('\n').filter(Boolean)).toHaveLength(25);
  });
});
