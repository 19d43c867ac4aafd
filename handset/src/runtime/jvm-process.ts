import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface JvmExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface JvmOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  /** Receives each line that the JVM writes to stdout or stderr. */
  readonly onLine: (line: string) => void;
}

const LAST_LINES = 20;

/** A JVM in a process group of its own, so that processes that it starts end with it. */
export class JvmProcess {
  readonly pid: number;
  readonly exited: Promise<JvmExit>;
  readonly #child: ChildProcess;
  readonly #lastLines: string[] = [];

  private constructor(child: ChildProcess, pid: number, onLine: (line: string) => void) {
    this.#child = child;
    this.pid = pid;
    const killAtExit = (): void => this.kill();
    process.once('exit', killAtExit);
    this.exited = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        process.off('exit', killAtExit);
        resolve({ code, signal });
      });
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) {
        this.#follow(stream, onLine);
      }
    }
  }

  /** Rejects when the command cannot be started. */
  static async start({ command, cwd, onLine }: JvmOptions): Promise<JvmProcess> {
    const [file = '', ...args] = command;
    const child = spawn(file, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    return new JvmProcess(child, child.pid ?? 0, onLine);
  }

  /** Kills the whole process group at once. */
  kill(): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return;
    }
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
        throw error;
      }
    }
  }

  /** The last lines of output, for error messages. */
  lastOutput(): string {
    return this.#lastLines.join(' | ');
  }

  #follow(stream: Readable, onLine: (line: string) => void): void {
    createInterface({ input: stream }).on('line', (line) => {
      this.#lastLines.push(line);
      if (this.#lastLines.length > LAST_LINES) {
        this.#lastLines.shift();
      }
      onLine(line);
    });
  }
}
