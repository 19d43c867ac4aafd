import type { Call } from '../command.ts';
import { writeFileOf } from './write-file.ts';

/** Where `print` sends its text: `>`, `>>` or `|` and a file or command. */
export interface AwkDestination {
  readonly sign: string;
  readonly name: string;
}

/** What a program prints, to its output, to files and to commands. */
export class AwkOutput {
  readonly #call: Call;
  readonly #replaced = new Set<string>();
  readonly #pipes = new Map<string, string>();

  constructor(call: Call) {
    this.#call = call;
  }

  async print(text: string, target: AwkDestination | null): Promise<void> {
    if (target === null || (target.sign !== '|' && target.name === '/dev/stdout')) {
      await this.#call.print(text);
    } else if (target.sign === '|') {
      this.#pipes.set(target.name, (this.#pipes.get(target.name) ?? '') + text);
    } else if (target.name === '/dev/stderr') {
      await this.#call.printError(text);
    } else {
      const mode = target.sign === '>>' || this.#replaced.has(target.name) ? 'append' : 'replace';
      this.#replaced.add(target.name);
      await writeFileOf(this.#call, target.name, { data: Buffer.from(text), mode });
    }
  }

  /** Runs the commands that were printed to, at the end of the program. */
  async runPipes(): Promise<void> {
    for (const [command, text] of this.#pipes) {
      const pending: Uint8Array[] = [Buffer.from(text)];
      await this.#call.session.runLine(command, { ...this.#call.io, stdin: { read: async () => pending.shift() ?? null } });
    }
  }
}
