import { randomInt } from 'node:crypto';
import { systemClock, type Timer } from '../clock.ts';
import { EpochOverError } from './epoch-over-error.ts';
import { Instances } from './instances.ts';
import type { ScopeMeta } from './records.ts';
import { isAnswer, ScriptRunner } from './redis-client.ts';
import type { RedisConnection } from './redis-connection.ts';
import { RedisJournals } from './redis-journals.ts';
import { PART_SCRIPTS } from './redis-outer-scripts.ts';
import { SCRIPTS } from './redis-scripts.ts';
import { LIFE_SECONDS } from './redis-store.ts';
import type {
  AnnouncedScope,
  InstanceHandlers,
  JournalShare,
  NewPart,
  Order,
  PartCollection,
  ScopeState,
  Share,
  SharedText,
} from './share.ts';
import type { Epoch } from './store.ts';

/** Instances have random numbers, so that a server that has lost everything gives none twice. */
const MOST_INSTANCES = 80_000_000;
/** How long a lock outlives the instance that has it, and how often it is renewed. */
const LOCK_MS = 10_000;
const RENEW_LOCK_MS = 3_000;
const LOCK_PAUSE_MS = 15;
const RENEW_MS = 600_000;
const UNLOCK = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";
const RENEW_LOCK = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0";
const HASH = "return redis.call('HGETALL', KEYS[1])";
const SETTLE = "redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) return redis.call('HGET', KEYS[1], ARGV[1])";

/** What instances share on a server that speaks Redis' protocol. The scopes' keys lie in the slots of the store's. */
export class RedisShare implements Share {
  readonly instance: string;
  readonly journals: JournalShare;
  readonly #connection: RedisConnection;
  readonly #runner: ScriptRunner;
  readonly #prefix: string;
  readonly #instances: Instances;
  readonly #settled = new Map<string, string>();
  #renewal: Timer | null = null;
  #locks = 0;

  private constructor(connection: RedisConnection, prefix: string, instance: string) {
    const runner = new ScriptRunner(connection);
    this.#connection = connection;
    this.#runner = runner;
    this.#prefix = prefix;
    this.instance = instance;
    this.#instances = new Instances({ connection, runner, prefix, instance });
    this.journals = new RedisJournals({
      runner,
      headOf: (scope) => this.#headOf(scope),
      lifeSeconds: LIFE_SECONDS,
      announce: (scope) => this.#instances.journalGrew(scope),
    });
  }

  static async open(connection: RedisConnection, prefix: string): Promise<RedisShare> {
    await connection.command(['PING']);
    return new RedisShare(connection, prefix, String(randomInt(1, MOST_INSTANCES)));
  }

  get clockOffsetMs(): number {
    return this.#instances.clockOffsetMs;
  }

  async join(handlers: InstanceHandlers): Promise<void> {
    await this.#instances.join(handlers);
    await this.#renew();
  }

  async leave(): Promise<void> {
    this.#renewal?.cancel();
    await this.#instances.leave();
  }

  isCurrent(): boolean {
    return this.#instances.isCurrent();
  }

  tell(order: Order): Promise<number> {
    return this.#instances.tell(order);
  }

  live(): Promise<readonly string[]> {
    return this.#instances.live();
  }

  async alone<T>(name: string, act: () => Promise<T>): Promise<T> {
    const key = `${this.#prefix}lock:{${name}}`;
    this.#locks += 1;
    const mark = `${this.instance}-${this.#locks}`;
    while ((await this.#connection.command(['SET', key, mark, 'NX', 'PX', String(LOCK_MS)])) === null) {
      await new Promise<void>((resolve) => systemClock.after(LOCK_PAUSE_MS, resolve));
    }
    let timer: Timer | null = null;
    const renewLater = (): void => {
      timer = systemClock.after(RENEW_LOCK_MS, () => {
        this.#runner.run(RENEW_LOCK, key, [mark, LOCK_MS]).then(renewLater, renewLater);
      });
    };
    renewLater();
    try {
      return await act();
    } finally {
      (timer as Timer | null)?.cancel();
      // A lock that cannot be freed ends by itself.
      await this.#runner.run(UNLOCK, key, [mark]).catch(() => undefined);
    }
  }

  async settle(name: string, text: string): Promise<string> {
    const standing = String(await this.#runner.run(SETTLE, this.#key('settled'), [name, text]));
    this.#settled.set(name, standing);
    return standing;
  }

  /** A server that has lost everything learns it from those that go on. */
  async settleAgain(): Promise<void> {
    for (const [name, text] of this.#settled) {
      await this.#runner.run(SETTLE, this.#key('settled'), [name, text]);
    }
  }

  async announce(scope: string, announced: AnnouncedScope): Promise<boolean> {
    return (await this.#connection.command(['HSETNX', this.#key('scopes'), scope, JSON.stringify(announced)])) === 1;
  }

  async announced(scope: string): Promise<AnnouncedScope | undefined> {
    const text = await this.#connection.command(['HGET', this.#key('scopes'), scope]);
    return typeof text === 'string' ? (JSON.parse(text) as AnnouncedScope) : undefined;
  }

  async allAnnounced(): Promise<ReadonlyMap<string, AnnouncedScope>> {
    const texts = pairsOf(await this.#runner.run(HASH, this.#key('scopes'), []));
    return new Map(texts.map(([scope, text]) => [scope, JSON.parse(text) as AnnouncedScope]));
  }

  async withdraw(scope: string): Promise<boolean> {
    return (await this.#connection.command(['HDEL', this.#key('scopes'), scope])) === 1;
  }

  async readState(scope: string): Promise<ScopeState | undefined> {
    const values = await this.#ofScope(SCRIPTS.readState, scope, []);
    const [number, meta, version, faults] = values as readonly (string | null)[];
    return typeof number !== 'string' || typeof meta !== 'string'
      ? undefined
      : {
          epoch: { scope, number: Number(number) },
          meta: JSON.parse(meta) as ScopeMeta,
          faults: { version: version ?? '', text: faults ?? '' },
        };
  }

  async changeFaults(
    { scope, number }: Epoch,
    version: string,
    text: string,
  ): Promise<SharedText & { readonly isChanged: boolean }> {
    try {
      const given = [number, LIFE_SECONDS, version, text];
      const answer = await this.#runner.run(SCRIPTS.changeFaults, this.#headOf(scope), given);
      const [isChanged, stands, faults] = answer as readonly [number, string, string];
      return { isChanged: isChanged === 1, version: stands, text: faults };
    } catch (error) {
      throw isAnswer(error, 'EPOCHOVER') ? new EpochOverError(scope) : error;
    }
  }

  async nextKeyid(): Promise<string> {
    // The first key of all scopes is 1.
    return (Number(await this.#connection.command(['INCR', this.#key('keyids')])) + 1).toString(36);
  }

  async readParts(scope: string, collection: PartCollection): Promise<ReadonlyMap<string, string>> {
    return new Map(pairsOf(await this.#ofScope(PART_SCRIPTS.read, scope, [collection])));
  }

  async putPart(scope: string, collection: PartCollection, { name, text, replaces }: NewPart): Promise<string> {
    return String(await this.#ofScope(PART_SCRIPTS.put, scope, [collection, name, text, replaces ? 1 : 0]));
  }

  async removePart(scope: string, collection: PartCollection, name: string): Promise<boolean> {
    return (await this.#ofScope(PART_SCRIPTS.remove, scope, [collection, name])) === 1;
  }

  /** In pieces: a script takes a few thousand arguments. */
  async addSecrets(scope: string, secrets: readonly string[]): Promise<void> {
    for (let at = 0; at < secrets.length; at += SECRETS_AT_ONCE) {
      await this.#ofScope(PART_SCRIPTS.addSecrets, scope, secrets.slice(at, at + SECRETS_AT_ONCE));
    }
  }

  async readSecrets(scope: string, from: number): Promise<readonly string[]> {
    return (await this.#ofScope(PART_SCRIPTS.readSecrets, scope, [from])) as readonly string[];
  }

  async removeParts(scope: string): Promise<void> {
    await this.#ofScope(PART_SCRIPTS.removeAll, scope, []);
  }

  #ofScope(script: string, scope: string, values: readonly (string | number)[]): Promise<unknown> {
    return this.#runner.run(script, this.#headOf(scope), ['', LIFE_SECONDS, ...values]);
  }

  /** As the store has it (redis-names.ts). */
  #headOf(scope: string): string {
    return `{${this.#prefix}${encodeURIComponent(scope)}}:head`;
  }

  #key(name: string): string {
    return `${this.#prefix}${name}`;
  }

  /** Renews the life of what all scopes share, now and again while the instance lives. */
  async #renew(): Promise<void> {
    this.#renewal = systemClock.after(RENEW_MS, () => {
      this.#renew().catch(() => undefined);
    });
    for (const name of ['scopes', 'settled']) {
      await this.#connection.command(['EXPIRE', this.#key(name), String(LIFE_SECONDS)]);
    }
  }
}

const SECRETS_AT_ONCE = 1000;

function pairsOf(flat: unknown): readonly (readonly [string, string])[] {
  const values = Array.isArray(flat) ? flat.map(String) : [];
  return values.flatMap((one, index) => (index % 2 === 0 ? [[one, values[index + 1] ?? ''] as const] : []));
}
