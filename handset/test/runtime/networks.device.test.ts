import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missingForSample, SampleHandset } from '../support/sample-handset.ts';

const LINGER_MS = 30_000;

const missing = await missingForSample();

describe.skipIf(missing !== null)(`networks of an app${missing === null ? '' : ` (skipped: ${missing} is absent)`}`, () => {
  let sample: SampleHandset;

  beforeAll(async () => {
    sample = await SampleHandset.start('networks');
    await sample.open('NetworksActivity');
  });

  afterAll(() => sample?.close());

  beforeEach(async () => {
    await sample.shell('cmd quhao reset');
    await expect.poll(() => sample.shell('dumpsys connectivity')).toContain('WIFI CONNECTED');
    await sample.shell('logcat -c');
  });

  async function reaches(line: string, timeout = 10_000): Promise<readonly string[]> {
    await expect.poll(() => sample.logged(), { timeout }).toContain(line);
    return await sample.logged();
  }

  it('a VPN lies over the default network, and is the default of the app', async () => {
    await sample.shell('cmd quhao route set gateway.test:443 127.0.0.1:9');
    await sample.shell('cmd quhao vpn on');
    await reaches('vpn = vpn wifi false');
    await reaches('default = vpn wifi false');
    await sample.shell('logcat -c');
    await sample.tap('Look');
    await reaches('names = [gateway.test/198.18.0.1]');
    expect((await sample.logged()).filter((line) => !line.startsWith('names'))).toEqual([
      'active = vpn wifi false',
      'metered = false',
      'info = WIFI',
      'vpn info = true',
      'link = tun0 [10.111.0.2/32]',
      'interface = [/10.111.0.2/32 [null]]',
    ]);
    await sample.shell('logcat -c');
    await sample.shell('cmd quhao vpn off');
    await reaches('vpn = lost');
    await reaches('default = wifi true');
  });

  it('mobile data that was the default lingers for 30 s, and its listeners hear of it', { timeout: 90_000 }, async () => {
    await sample.shell('svc wifi disable');
    await reaches('cellular = cellular true');
    await sample.shell('logcat -c');
    await sample.shell('svc wifi enable');
    await reaches(`cellular = losing ${LINGER_MS}`);
    const began = performance.now();
    expect(await sample.logged()).not.toContain('cellular = lost');
    await reaches('cellular = lost', LINGER_MS + 15_000);
    expect(performance.now() - began).toBeGreaterThan(LINGER_MS - 3_000);
  });

  it('the network below a VPN may change; the VPN stays', async () => {
    await sample.shell('cmd quhao vpn on');
    await reaches('default = vpn wifi false');
    await sample.shell('logcat -c');
    await sample.shell('svc wifi disable');
    await reaches('default = vpn cellular false');
    expect(await sample.logged()).not.toContain('vpn = lost');
  });

  // It holds a request from here on.
  it('mobile data of IPv6 alone has an IPv6 address, a prefix of NAT64, names of IPv6, and IPv4 by translation', async () => {
    await sample.shell('cmd quhao route set gateway.test:443 127.0.0.1:9');
    await sample.shell('cmd quhao mobile ip ipv6');
    await sample.tap('Ask');
    // A JVM writes IPv6 addresses in full.
    await reaches('mobile link = rmnet_data0 [2001:db8:64:0:0:0:0:7/64] 64:ff9b:0:0:0:0:0:0/96');
    await reaches('mobile names = [gateway.test/64:ff9b:0:0:0:0:c612:1]');
    await reaches('mobile interface = name:v4-rmnet_data0 (v4-rmnet_data0)');
  });
});
