import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Client } from '@devicefarmer/adbkit';
import { UsageError } from '../errors.ts';
import { environmentWithoutScratch } from '../scratch.ts';
import { until } from '../wait.ts';
import { AdbError } from './adb-error.ts';

// Node finds no named exports in this CommonJS package, and vitest gives it another default than Node does.
const { Adb }: typeof import('@devicefarmer/adbkit') = createRequire(import.meta.url)('@devicefarmer/adbkit');

const START_MS = 10_000;
const STOP_MS = 3_000;

/** The adb server of this run: one of its own, or the user's where the device is connected to that one. */
export interface AdbServer extends AsyncDisposable {
  readonly client: Client;
  readonly port: number;
  /** Null: the user's server, which is never ended here. */
  readonly pid: number | null;
}

/**
 * Starts an adb server on a free port, with a HOME of its own, so that the user's server, keys and devices are never touched.
 * Disposing of the returned object ends it by pid.
 */
export async function startAdbServer(adbPath = 'adb'): Promise<AdbServer> {
  const port = await freePort();
  const home = await mkdtemp(join(tmpdir(), 'quhao-adb-'));
  const child = spawn(adbPath, ['-P', String(port), 'nodaemon', 'server'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      ANDROID_USER_HOME: home,
      TMPDIR: home,
      // Otherwise a starting server takes whatever listens on 5555…5585 for an emulator (docs/handset.md §2).
      ADB_LOCAL_TRANSPORT_MAX_PORT: '5553',
      ADB_MDNS: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C goes to a whole process group; the server must run until the device is restored.
    detached: true,
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const failed = once(child, 'error').then(([error]) => {
    const message = `starting ${adbPath} failed: ${String(error)}. Install adb (Debian: apt install adb).`;
    throw new AdbError('NO_ADB', message, { cause: error });
  });
  const client = clientFor(port);
  try {
    await Promise.race([waitUntilServing(client, child, output), failed]);
  } catch (error) {
    await endServer(child, home);
    throw error;
  }
  failed.catch(() => undefined);
  return { client, port, pid: child.pid ?? null, [Symbol.asyncDispose]: () => endServer(child, home) };
}

/**
 * The user's own server, for a device that is already connected to it. Where none answers it is started, as adb itself does, unless
 * ADB_SERVER_SOCKET names one. Nothing of it is ended here.
 */
export async function userAdbServer(env: Environment = process.env, adbPath = 'adb'): Promise<AdbServer> {
  const place = serverPlace(env);
  const client = clientFor(place.port, place.host);
  if (!(await answers(client))) {
    await startUserServer(place, adbPath);
  }
  return { client, port: place.port, pid: null, [Symbol.asyncDispose]: async () => undefined };
}

type Environment = Readonly<Record<string, string | undefined>>;

interface ServerPlace {
  readonly host: string;
  readonly port: number;
  /** Named by ADB_SERVER_SOCKET, or on another machine: it is somebody else's to start. */
  readonly isForeign: boolean;
}

/** Where adb's own client would look (AOSP adb/client/commandline.cpp): ADB_SERVER_SOCKET, else ANDROID_ADB_SERVER_ADDRESS and _PORT. */
export function serverPlace(env: Environment): ServerPlace {
  const { ADB_SERVER_SOCKET: socket = '', ANDROID_ADB_SERVER_ADDRESS: address = '', ANDROID_ADB_SERVER_PORT: port = '' } = env;
  if (socket !== '') {
    const [, host = LOOPBACK, number = ''] = /^tcp:(?:(.+):)?(\d{1,5})$/.exec(socket) ?? [];
    return { host: bareHost(host), port: portOf(number, 'ADB_SERVER_SOCKET', socket), isForeign: true };
  }
  const host = address === '' ? LOOPBACK : bareHost(address);
  return { host, port: portOf(port || '5037', 'ANDROID_ADB_SERVER_PORT', port), isForeign: address !== '' && !isLocal(host) };
}

const LOOPBACK = '127.0.0.1';

function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

function isLocal(host: string): boolean {
  return ['localhost', LOOPBACK, '::1'].includes(host);
}

function portOf(text: string, variable: string, given: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new UsageError(`${variable} is ${given}; quhao reads a port, or tcp:HOST:PORT in ADB_SERVER_SOCKET`);
  }
  return port;
}

async function answers(client: Client): Promise<boolean> {
  return client.version().then(
    () => true,
    () => false,
  );
}

async function startUserServer({ host, port, isForeign }: ServerPlace, adbPath: string): Promise<void> {
  if (isForeign) {
    throw new AdbError(
      'SERVER',
      `no adb server answers at ${host}:${port}, where ADB_SERVER_SOCKET or ANDROID_ADB_SERVER_ADDRESS says it is`,
    );
  }
  try {
    const env = environmentWithoutScratch();
    await promisify(execFile)(adbPath, ['-P', String(port), 'start-server'], { timeout: START_MS, env });
  } catch (error) {
    const cause =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'adb is not installed (Debian: apt install adb)' : String(error);
    throw new AdbError('SERVER', `no adb server answers on port ${port}, and \`adb start-server\` failed: ${cause}`, {
      cause: error,
    });
  }
}

function clientFor(port: number, host: string = LOOPBACK): Client {
  // adbkit starts a server by itself where none answers, and that server would outlive the run. A binary that cannot exist prevents it.
  return Adb.createClient({ host, port, bin: '/nonexistent/quhao-starts-its-own-adb' });
}

async function waitUntilServing(client: Client, child: ChildProcess, output: readonly string[]): Promise<void> {
  const version = await until(async () => {
    if (child.exitCode !== null) {
      throw new AdbError('SERVER', `adb server ended with ${child.exitCode} at once: ${output.join('').trim()}`);
    }
    return client.version().then(
      (number: number) => number,
      () => null,
    );
  }, START_MS);
  if (version === null) {
    throw new AdbError('SERVER', `adb server did not answer within ${START_MS} ms: ${output.join('').trim()}`);
  }
}

async function endServer(child: ChildProcess, home: string): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const gone = await until(async () => (child.exitCode ?? child.signalCode) as number | string | null, STOP_MS);
    if (gone === null) {
      child.kill('SIGKILL');
    }
    await exited;
  }
  await rm(home, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new AdbError('SERVER', 'the system gave no port for the adb server');
  }
  return address.port;
}
