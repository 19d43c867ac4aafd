import type { ShellIo, Sink, Source } from '../shell/shell-io.ts';
import { untilWokenOrAborted } from './waiting.ts';

const INTERRUPT = 0x03;
const END_OF_FILE = 0x04;
const BACKSPACE = 0x08;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const ERASE = 0x7f;
const FIRST_PRINTABLE = 0x20;

/**
 * The part of a terminal that an interactive `adb shell` expects of the device. The host's terminal is raw, so the device echoes, edits lines,
 * handles ^C and ^D and turns `\n` into `\r\n`.
 */
export class LineDiscipline implements Source {
  readonly #io: ShellIo;
  readonly #interruptListeners = new Set<() => void>();
  readonly #lines: Uint8Array[] = [];
  #line: number[] = [];
  #hasEnded = false;
  #wake: () => void = () => undefined;

  constructor(io: ShellIo) {
    this.#io = io;
  }

  /** Reads keys until the stream ends, also while no command reads stdin: otherwise ^C would go unnoticed. */
  async pump(): Promise<void> {
    for (let chunk = await this.#io.stdin.read(); chunk !== null; chunk = await this.#io.stdin.read()) {
      for (const key of chunk) {
        await this.#type(key);
      }
    }
    this.#end();
  }

  /** Resolves with a whole line; null after ^D on an empty line, at the end of the stream, or when the signal aborts first. */
  async read(signal?: AbortSignal): Promise<Uint8Array | null> {
    while (signal?.aborted !== true) {
      const line = this.#lines.shift();
      if (line !== undefined) {
        return line;
      }
      if (this.#hasEnded) {
        return null;
      }
      await untilWokenOrAborted((wake) => {
        this.#wake = wake;
      }, signal);
    }
    return null;
  }

  output(sink: Sink): Sink {
    return { write: (data) => sink.write(Buffer.from(Buffer.from(data).toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')) };
  }

  onInterrupt(listener: () => void): () => void {
    this.#interruptListeners.add(listener);
    return () => this.#interruptListeners.delete(listener);
  }

  async #type(key: number): Promise<void> {
    switch (key) {
      case CARRIAGE_RETURN:
      case LINE_FEED:
        await this.#echo('\n');
        this.#lines.push(Uint8Array.from([...this.#line, LINE_FEED]));
        this.#line = [];
        this.#wake();
        return;
      case INTERRUPT:
        await this.#echo('^C\n');
        this.#line = [];
        for (const listener of [...this.#interruptListeners]) {
          listener();
        }
        return;
      case END_OF_FILE:
        if (this.#line.length === 0) {
          this.#end();
        }
        return;
      case BACKSPACE:
      case ERASE:
        if (this.#line.pop() !== undefined) {
          await this.#echo('\b \b');
        }
        return;
      default:
        if (key >= FIRST_PRINTABLE) {
          this.#line.push(key);
          await this.#echo(Uint8Array.of(key));
        }
    }
  }

  #end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  async #echo(text: string | Uint8Array): Promise<void> {
    await this.output(this.#io.stdout).write(typeof text === 'string' ? Buffer.from(text) : text);
  }
}
