import { systemClock } from '../clock.ts';
import type { ScriptRunner } from './redis-client.ts';
import { JOURNAL_SCRIPTS } from './redis-outer-scripts.ts';
import type { JournalItem, JournalShare, NewJournalEntry } from './share.ts';

export interface RedisJournalsParts {
  readonly runner: ScriptRunner;
  readonly headOf: (scope: string) => string;
  readonly lifeSeconds: number;
  /** Tells the other instances that a journal has grown. */
  readonly announce: (scope: string) => Promise<unknown>;
}

/** An entry and its completion are two lines. */
const LINES_PER_ENTRY = 2;
const READ_COUNT = 500;
/** Under load one announcement serves for many lines. */
const ANNOUNCE_MS = 5;

/** A stream for each scope, trimmed by count. Ids of entries are given by the scope, one after the other. */
export class RedisJournals implements JournalShare {
  readonly #parts: RedisJournalsParts;
  readonly #announcing = new Set<string>();

  constructor(parts: RedisJournalsParts) {
    this.#parts = parts;
  }

  async append(scope: string, { text, raw, maxEntries }: NewJournalEntry): Promise<number> {
    const id = Number(await this.#run('append', scope, [text, raw, maxEntries * LINES_PER_ENTRY]));
    this.#announce(scope);
    return id;
  }

  async complete(scope: string, id: number, text: string): Promise<void> {
    await this.#run('complete', scope, [id, text]);
    this.#announce(scope);
  }

  async clear(scope: string): Promise<void> {
    await this.#run('clear', scope, []);
    this.#announce(scope);
  }

  async read(scope: string, after: string): Promise<{ readonly items: readonly JournalItem[]; readonly isWhole: boolean }> {
    const lines = (await this.#run('read', scope, [after, READ_COUNT])) as readonly (readonly [string, readonly string[]])[];
    return { items: lines.map(([at, fields]) => itemOf(at, fields)), isWhole: lines.length < READ_COUNT };
  }

  #run(name: keyof typeof JOURNAL_SCRIPTS, scope: string, values: readonly (string | number)[]): Promise<unknown> {
    const { runner, headOf, lifeSeconds } = this.#parts;
    return runner.run(JOURNAL_SCRIPTS[name], headOf(scope), ['', lifeSeconds, ...values]);
  }

  #announce(scope: string): void {
    if (this.#announcing.has(scope)) {
      return;
    }
    this.#announcing.add(scope);
    systemClock.after(ANNOUNCE_MS, () => {
      this.#announcing.delete(scope);
      // Whoever misses it because the server is away reads everything when it is back.
      this.#parts.announce(scope).catch(() => undefined);
    });
  }
}

function itemOf(at: string, fields: readonly string[]): JournalItem {
  const named = Object.fromEntries(fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? '']] : [])));
  const { kind, text = '', raw = '' } = named;
  const id = Number(named['id']);
  switch (kind) {
    case 'entry':
      return { kind, at, id, text, raw };
    case 'completion':
      return { kind, at, id, text };
    default:
      return { kind: 'clearing', at, id };
  }
}
