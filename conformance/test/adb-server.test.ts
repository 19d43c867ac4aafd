import { expect, test } from 'vitest';
import { AdbDevice } from '../src/adb/adb-device.ts';
import { startAdbServer } from '../src/adb/adb-server.ts';

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('an adb server of the suite answers on its own port, lists no device, and ends by pid', async () => {
  const server = await startAdbServer();
  const { pid, port, client } = server;
  expect(port).not.toBe(5037);
  expect(await client.version()).toBe(41);
  expect(await client.listDevices()).toEqual([]);
  await server[Symbol.asyncDispose]();
  expect(pid !== null && isRunning(pid)).toBe(false);
  await expect(client.version()).rejects.toThrow('ENOENT');
});

test('two servers run side by side', async () => {
  const [one, two] = await Promise.all([startAdbServer(), startAdbServer()]);
  try {
    expect(one.port).not.toBe(two.port);
    await one[Symbol.asyncDispose]();
    expect(await two.client.version()).toBe(41);
  } finally {
    await two[Symbol.asyncDispose]();
  }
});

test('a missing adb is reported with what to do', async () => {
  await expect(startAdbServer('/nonexistent/adb')).rejects.toMatchObject({
    code: 'NO_ADB',
    message: expect.stringContaining('Install adb') as string,
  });
});

test('a device behind a server that has ended is reported as such, and no new server is started', async () => {
  const server = await startAdbServer();
  const device = new AdbDevice(server.client, '127.0.0.1:1');
  await server[Symbol.asyncDispose]();
  await expect(device.shell('true')).rejects.toMatchObject({ name: 'AdbError', code: 'SERVER' });
});

test('a device of the user that is not there is reported at once, with those that are; so is a server that is not', async () => {
  const server = await startAdbServer();
  const from = performance.now();
  await expect(AdbDevice.attachListed(server, 'nosuch')).rejects.toMatchObject({
    code: 'CONNECT',
    message: 'there is no device nosuch; `adb devices` lists: none',
  });
  await server[Symbol.asyncDispose]();
  await expect(AdbDevice.attachListed(server, 'nosuch')).rejects.toMatchObject({
    code: 'SERVER',
    message: `no adb server answers on port ${server.port}. Start it: adb start-server`,
  });
  expect(performance.now() - from).toBeLessThan(10_000);
});
