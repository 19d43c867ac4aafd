import { afterAll, beforeAll, expect, test } from 'vitest';
import { HostKeyError, parseHostKeys } from '../../src/adbd/host-keys.ts';
import { openScreenPage } from '../../src/page/screen-page.ts';
import { AdbServer } from '../support/adb-server.ts';
import { startTestHandset } from '../support/test-handset.ts';

let friend: AdbServer;
let stranger: AdbServer;

beforeAll(async () => {
  [friend, stranger] = await Promise.all([AdbServer.start(), AdbServer.start()]);
});

afterAll(async () => {
  await Promise.all([friend.stop(), stranger.stop()]);
});

test('a host whose key is in the file works, another one stays unauthorized', async () => {
  const handset = await startTestHandset({ hostKeys: `${await friend.hostKey()}\n` });
  try {
    await friend.text('connect', handset.serial);
    await expect.poll(() => friend.text('devices'), { timeout: 15_000 }).toContain(`${handset.serial}\tdevice`);
    expect(await friend.text('-s', handset.serial, 'shell', 'echo', 'hello')).toBe('hello\n');
    void stranger.run('connect', handset.serial);
    await expect.poll(() => stranger.text('devices'), { timeout: 15_000 }).toMatch(/unauthorized|offline/);
    const { code, stderr } = await stranger.run('-s', handset.serial, 'shell', 'echo', 'hello');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/unauthorized|offline/)]);
    await expect(openScreenPage({ adbPort: handset.port })).rejects.toThrow(/certain adb keys only/);
  } finally {
    await handset.close();
  }
});

test.each([
  ['an empty file', ''],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n'],
  ['a key of ssh', 'ssh-rsa AAAAB3NzaC1yc2E= me@here\n'],
])('%s is no file of adb keys', (_title, text) => {
  expect(() => parseHostKeys(text)).toThrow(HostKeyError);
});
