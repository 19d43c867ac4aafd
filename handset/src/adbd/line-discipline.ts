import type { ShellIo, Sink, Source } from '../shell/shell-io.ts';
import { wokenOrAborted } from './waiting.ts';

const interrupt = 0x03;
const endOfFile = 0x04;
const backspace = 0x08;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const erase = 0x7f;
const firstPrintable = 0x20;

/**
 * The little of a terminal that `adb shell` needs of a device: the host's terminal is raw then, so that echo, line editing, ^C, ^D and `\n` to
 * `\r\n` are the device's work.
 */
export class LineDiscipline implements Source {
  private readonly io: ShellIo;
  private readonly interruptListeners = new Set<() => void>();
  private readonly lines: Uint8Array[] = [];
  private line: number[] = [];
  private hasEnded = false;
  private wake: () => void = () => undefined;

  constructor(io: ShellIo) {
    this.io = io;
  }

  /** Takes what is typed until the stream ends; also while nobody reads, else ^C would not be seen. */
  async pump(): Promise<void> {
    for (let chunk = await this.io.stdin.read(); chunk !== null; chunk = await this.io.stdin.read()) {
      for (const key of chunk) {
        await this.type(key);
      }
    }
    this.end();
  }

  /** A whole line; null after ^D on an empty line, at the end of the stream, or when the signal aborts first. */
  async read(signal?: AbortSignal): Promise<Uint8Array | null> {
    while (signal?.aborted !== true) {
      const line = this.lines.shift();
      if (line !== undefined) {
        return line;
      }
      if (this.hasEnded) {
        return null;
      }
      await wokenOrAborted((wake) => {
        this.wake = wake;
      }, signal);
    }
    return null;
  }

  output(sink: Sink): Sink {
    return { write: (data) => sink.write(Buffer.from(Buffer.from(data).toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')) };
  }

  onInterrupt(listener: () => void): () => void {
    this.interruptListeners.add(listener);
    return () => this.interruptListeners.delete(listener);
  }

  private async type(key: number): Promise<void> {
    switch (key) {
      case carriageReturn:
      case lineFeed:
        await this.echo('\n');
        this.lines.push(Uint8Array.from([...this.line, lineFeed]));
        this.line = [];
        this.wake();
        return;
      case interrupt:
        await this.echo('^C\n');
        this.line = [];
        for (const listener of [...this.interruptListeners]) {
          listener();
        }
        return;
      case endOfFile:
        if (this.line.length === 0) {
          this.end();
        }
        return;
      case backspace:
      case erase:
        if (this.line.pop() !== undefined) {
          await this.echo('\b \b');
        }
        return;
      default:
        if (key >= firstPrintable) {
          this.line.push(key);
          await this.echo(Uint8Array.of(key));
        }
    }
  }

  private end(): void {
    this.hasEnded = true;
    this.wake();
  }

  private async echo(text: string | Uint8Array): Promise<void> {
    await this.output(this.io.stdout).write(typeof text === 'string' ? Buffer.from(text) : text);
  }
}
