import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Adb, type Client } from '@devicefarmer/adbkit';
import { until } from '../wait.ts';
import { AdbError } from './adb-error.ts';

const START_MS = 10_000;
const STOP_MS = 3_000;

/** An adb server that this run talks to: one of our own, or the user's where the device hangs on that one. */
export interface AdbServer extends AsyncDisposable {
  readonly client: Client;
  readonly port: number;
  /** null: not ours to end. */
  readonly pid: number | null;
}

/**
 * Starts an adb server of our own on a free port, with a HOME of its own, so that the user's server, keys and devices are
 * never touched. It ends by pid with the returned object.
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
      // A starting server would otherwise adopt whatever listens on 5555…5585 as an emulator (facts/adb.md §1.5).
      ADB_LOCAL_TRANSPORT_MAX_PORT: '5553',
      ADB_MDNS: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C goes to a whole process group; the server must live until the run has put the device back.
    detached: true,
  });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const failed = once(child, 'error').then(([cause]) => {
    throw new AdbError('NO_ADB', `starting ${adbPath} failed: ${String(cause)}. Install adb (Debian: apt install adb).`, {
      cause,
    });
  });
  const client = clientFor(port);
  try {
    await Promise.race([serving(client, child, said), failed]);
  } catch (cause) {
    await end(child, home);
    throw cause;
  }
  failed.catch(() => undefined);
  return { client, port, pid: child.pid ?? null, [Symbol.asyncDispose]: () => end(child, home) };
}

/** The user's own server, for a device that is already connected to it. We end nothing there. */
export function userAdbServer(): AdbServer {
  const port = Number(process.env['ANDROID_ADB_SERVER_PORT'] ?? 5037);
  return { client: clientFor(port), port, pid: null, [Symbol.asyncDispose]: async () => undefined };
}

function clientFor(port: number): Client {
  // adbkit starts a server by itself where none answers, which would outlive us; a binary that cannot exist stops that.
  return Adb.createClient({ host: '127.0.0.1', port, bin: '/nonexistent/quhao-starts-its-own-adb' });
}

async function serving(client: Client, child: ChildProcess, said: readonly string[]): Promise<void> {
  const version = await until(async () => {
    if (child.exitCode !== null) {
      throw new AdbError('SERVER', `adb server ended with ${child.exitCode} at once: ${said.join('').trim()}`);
    }
    return client.version().then(
      (number: number) => number,
      () => null,
    );
  }, START_MS);
  if (version === null) {
    throw new AdbError('SERVER', `adb server did not answer within ${START_MS} ms: ${said.join('').trim()}`);
  }
}

async function end(child: ChildProcess, home: string): Promise<void> {
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
