import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { AdbDevice } from '../src/adb/adb-device.ts';
import { serverPlace, startAdbServer, userAdbServer } from '../src/adb/adb-server.ts';

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

describe("the place of the user's server", () => {
  test.each([
    [{}, { host: '127.0.0.1', port: 5037, isForeign: false }],
    [{ ANDROID_ADB_SERVER_PORT: '5999' }, { host: '127.0.0.1', port: 5999, isForeign: false }],
    [{ ANDROID_ADB_SERVER_ADDRESS: 'localhost' }, { host: 'localhost', port: 5037, isForeign: false }],
    [{ ANDROID_ADB_SERVER_ADDRESS: '192.0.2.7' }, { host: '192.0.2.7', port: 5037, isForeign: true }],
    [{ ADB_SERVER_SOCKET: 'tcp:6001' }, { host: '127.0.0.1', port: 6001, isForeign: true }],
    [{ ADB_SERVER_SOCKET: 'tcp:devices.test:6001' }, { host: 'devices.test', port: 6001, isForeign: true }],
    [{ ADB_SERVER_SOCKET: 'tcp:[::1]:6001' }, { host: '::1', port: 6001, isForeign: true }],
    [
      { ADB_SERVER_SOCKET: 'tcp:6001', ANDROID_ADB_SERVER_PORT: '5999' },
      { host: '127.0.0.1', port: 6001, isForeign: true },
    ],
  ])('%j is where adb would look', (env, place) => {
    expect(serverPlace(env)).toEqual(place);
  });

  test.each([
    { ADB_SERVER_SOCKET: 'localfilesystem:/tmp/adb' },
    { ANDROID_ADB_SERVER_PORT: 'many' },
    { ANDROID_ADB_SERVER_PORT: '0' },
  ])('%j is refused by name', (env) => {
    expect(() => serverPlace(env)).toThrow(new RegExp(`^${Object.keys(env)[0]} is `));
  });
});

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

test('a server that ADB_SERVER_SOCKET names is not started, and said to be absent', async () => {
  const port = await closedPort();
  await expect(userAdbServer({ ADB_SERVER_SOCKET: `tcp:${port}` })).rejects.toMatchObject({
    code: 'SERVER',
    message: expect.stringContaining(`no adb server answers at 127.0.0.1:${port}`) as string,
  });
});

test('another server is started by adb; where adb is missing that is said', async () => {
  const port = await closedPort();
  await expect(userAdbServer({ ANDROID_ADB_SERVER_PORT: String(port) }, '/nonexistent/adb')).rejects.toMatchObject({
    code: 'SERVER',
    message: expect.stringContaining('adb is not installed') as string,
  });
});

test("a server that answers is the user's, and lives on", async () => {
  const server = await startAdbServer();
  try {
    const user = await userAdbServer({ ANDROID_ADB_SERVER_PORT: String(server.port) }, '/nonexistent/adb');
    await user[Symbol.asyncDispose]();
    expect(await server.client.version()).toBe(41);
  } finally {
    await server[Symbol.asyncDispose]();
  }
});
