import { ByteSource } from '../adbd/byte-source.ts';
import { HandsetError } from '../errors.ts';
import { readLines } from '../shell/text-io.ts';
import type { AdbdClient } from './adbd-client.ts';

type Line = Readonly<Record<string, unknown>>;

/** Kinds of lines of which the latest replaces the earlier ones. Of the others a page shows so many. */
const STATES: readonly string[] = ['radio', 'packages', 'running', 'requests', 'screen'];
const EVENTS = 200;

/** What `cmd quhao watch --screen` has said so far, for pages that open later. */
export class ScreenState {
  readonly #latest = new Map<string, string>();
  readonly #listeners = new Set<(message: string) => void>();
  #picture: { readonly number: number; readonly png: Buffer } = { number: 0, png: Buffer.alloc(0) };

  /** Reads the handset's changes until the connection ends. */
  async follow(client: AdbdClient): Promise<void> {
    const stream = await client.open('exec:cmd quhao watch --screen');
    for await (const line of readLines(new ByteSource(stream))) {
      if (!line.startsWith('{')) {
        throw new HandsetError('NO_WATCH', `the handset does not say what changes: ${line}`);
      }
      this.#take(JSON.parse(line) as Line);
    }
  }

  get picture(): { readonly number: number; readonly png: Buffer } {
    return this.#picture;
  }

  /** The lines that a page needs first. */
  messages(): readonly string[] {
    return [...this.#latest.values()];
  }

  /** Returns a function that removes the listener. */
  onMessage(listener: (message: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #take(line: Line): void {
    const kind = Object.keys(line)[0] ?? '';
    const message = JSON.stringify(kind === 'screen' ? { screen: { number: this.#addPicture(line) } } : line);
    this.#remember(kind, line[kind], message);
    for (const listener of [...this.#listeners]) {
      listener(message);
    }
  }

  #addPicture(line: Line): number {
    const { png } = line['screen'] as { readonly png: string };
    this.#picture = { number: this.#picture.number + 1, png: Buffer.from(png, 'base64') };
    return this.#picture.number;
  }

  #remember(kind: string, value: unknown, message: string): void {
    if (STATES.includes(kind)) {
      this.#latest.set(kind, message);
      return;
    }
    // A record of a log replaces its own earlier state.
    const { seq, atNanos } = value as { readonly seq?: number; readonly atNanos?: string };
    this.#latest.set(`${kind} ${seq ?? atNanos}`, message);
    const own = [...this.#latest.keys()].filter((key) => key.startsWith(`${kind} `));
    for (const key of own.slice(0, Math.max(0, own.length - EVENTS))) {
      this.#latest.delete(key);
    }
  }
}
