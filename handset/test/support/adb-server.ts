import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface AdbResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A stock adb server for one test file. It has a free port and a HOME of its own, so that the user's server and keys stay untouched. */
export class AdbServer {
  readonly port: number;
  /** Of the server and its clients. */
  readonly home: string;
  readonly #child: ChildProcess;

  private constructor(port: number, home: string, child: ChildProcess) {
    this.port = port;
    this.home = home;
    this.#child = child;
  }

  static async start(): Promise<AdbServer> {
    const port = await freePort();
    const home = await mkdtemp(join(tmpdir(), 'quhao-adb-'));
    const child = spawn('adb', ['-P', String(port), 'nodaemon', 'server'], { env: environment(home), stdio: 'ignore' });
    await untilListening(port, child);
    return new AdbServer(port, home, child);
  }

  async run(...args: readonly string[]): Promise<AdbResult> {
    return await this.spawn(args).result;
  }

  /** Runs adb and resolves with its stdout. Rejects with the command and its output when adb fails. */
  async text(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) {
      throw new Error(`adb ${args.join(' ')} exited with ${code}: ${stderr}${stdout.toString()}`);
    }
    return stdout.toString();
  }

  /** Starts adb and does not wait for its end. */
  spawn(args: readonly string[], stdin: Buffer | 'none' | 'open' = 'none'): AdbCommand {
    return new AdbCommand(
      spawn('adb', ['-P', String(this.port), ...args], { env: environment(this.home), stdio: 'pipe' }),
      stdin,
    );
  }

  /** Ends the server by its process id. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const closed = once(this.#child, 'close');
      this.#child.kill('SIGTERM');
      await closed;
    }
    await rm(this.home, { recursive: true, force: true });
  }
}

/** A running adb command. */
export class AdbCommand {
  readonly child: ChildProcessWithoutNullStreams;
  readonly result: Promise<AdbResult>;
  readonly #stdout: Buffer[] = [];
  readonly #stderr: Buffer[] = [];
  #hasEnded = false;

  constructor(child: ChildProcessWithoutNullStreams, stdin: Buffer | 'none' | 'open') {
    this.child = child;
    child.stdout.on('data', (chunk: Buffer) => this.#stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => this.#stderr.push(chunk));
    // adb may end before it has read its stdin. The result of the command shows why.
    child.stdin.on('error', () => undefined);
    if (stdin !== 'open') {
      child.stdin.end(stdin === 'none' ? undefined : stdin);
    }
    this.result = once(child, 'close').then(([code]) => {
      this.#hasEnded = true;
      return {
        code: typeof code === 'number' ? code : -1,
        stdout: Buffer.concat(this.#stdout),
        stderr: Buffer.concat(this.#stderr).toString(),
      };
    });
  }

  /** Waits for a text on stdout and resolves with everything that was printed. */
  async untilPrinted(text: string): Promise<string> {
    for (;;) {
      const printed = Buffer.concat(this.#stdout).toString();
      if (printed.includes(text)) {
        return printed;
      }
      if (this.#hasEnded) {
        throw new Error(`the command ended without printing '${text}': ${printed}`);
      }
      await Promise.race([once(this.child.stdout, 'data'), this.result]);
    }
  }
}

function environment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: home,
    ADB_LOCAL_TRANSPORT_MAX_PORT: '5553',
    ADB_MDNS: '0',
    ADB_MDNS_AUTO_CONNECT: '0',
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const socket = connect({ host: '127.0.0.1', port });
    const isUp = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (isUp) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`adb server did not listen on port ${port} within 10 s (exit code ${child.exitCode})`);
}
