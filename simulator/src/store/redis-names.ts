import type { ScriptRunner } from './redis-client.ts';
import { NAME_SCRIPTS } from './redis-outer-scripts.ts';
import { SCRIPTS } from './redis-scripts.ts';

export interface RedisNamesParts {
  readonly runner: ScriptRunner;
  readonly prefix: string;
  readonly lifeSeconds: number;
  /** A number that no other user of the server has. */
  readonly user: string;
}

/**
 * Names and tokens, which are unique over all scopes. Each has a key of its own, in another hash slot than its scope, so it is claimed and freed in steps of its
 * own. Whoever needs a name says so in its scope first (`want`), claims it, and changes the scope last; whoever may leave one unneeded settles it. A claim has a
 * mark that no other claim has, so that a name which was claimed again in the meantime is not freed.
 */
export class RedisNames {
  readonly #parts: RedisNamesParts;
  #claims = 0;

  constructor(parts: RedisNamesParts) {
    this.#parts = parts;
  }

  headOf(scope: string): string {
    return `{${this.#parts.prefix}${encodeURIComponent(scope)}}:head`;
  }

  /** Returns the scope that has the name now. */
  async claim(scope: string, name: string): Promise<string> {
    const { runner, user, lifeSeconds } = this.#parts;
    this.#claims += 1;
    const mark = `${user}-${this.#claims}`;
    return String(await runner.run(NAME_SCRIPTS.claim, this.#keyOf(name), [scope, mark, lifeSeconds]));
  }

  async holder(name: string): Promise<string | undefined> {
    const [holder] = await this.#held(name);
    return holder;
  }

  /** Counts up or down who is about to claim the names. */
  async want(scope: string, names: readonly string[], by: 1 | -1): Promise<void> {
    const { runner, lifeSeconds } = this.#parts;
    await runner.run(SCRIPTS.wantMore, this.headOf(scope), ['', lifeSeconds, by, ...names]);
  }

  /** Frees those of the names that the scope has and nothing in it needs. What is claimed again after the look into the scope stays. */
  async settle(scope: string, names: readonly string[]): Promise<void> {
    if (names.length === 0) {
      return;
    }
    const { runner, lifeSeconds } = this.#parts;
    const held = await Promise.all(names.map(async (name) => ({ name, held: await this.#held(name) })));
    const needed = await runner.run(SCRIPTS.isWanted, this.headOf(scope), ['', lifeSeconds, ...names]);
    const isNeeded = (at: number): boolean => Array.isArray(needed) && needed[at] === 1;
    await Promise.all(
      held.map(async ({ name, held: [holder, mark = ''] }, at) => {
        if (holder === scope && !isNeeded(at)) {
          await runner.run(NAME_SCRIPTS.free, this.#keyOf(name), [scope, mark]);
        }
      }),
    );
  }

  /** Claims a token that no scope has. A token's mark is the epoch that has it. */
  async claimToken(scope: string, token: string, epoch: number): Promise<boolean> {
    const { runner, lifeSeconds } = this.#parts;
    return (await runner.run(NAME_SCRIPTS.claimNew, this.#tokenKey(token), [scope, epoch, lifeSeconds])) === 1;
  }

  /** Takes a token that nobody has, or an earlier epoch of the scope. Returns that epoch, '' where nobody had it; null: another scope has it. */
  async takeOver(scope: string, token: string, epoch: number | string): Promise<string | null> {
    const { runner, lifeSeconds } = this.#parts;
    const before = await runner.run(NAME_SCRIPTS.takeOver, this.#tokenKey(token), [scope, epoch, lifeSeconds]);
    return before === '-' ? null : String(before);
  }

  async freeTokens(scope: string, tokens: readonly string[], epoch: number | string): Promise<void> {
    const { runner } = this.#parts;
    await Promise.all(tokens.map((token) => runner.run(NAME_SCRIPTS.free, this.#tokenKey(token), [scope, epoch])));
  }

  async isTaken(token: string): Promise<boolean> {
    return (await this.#parts.runner.run("return redis.call('EXISTS', KEYS[1])", this.#tokenKey(token), [])) === 1;
  }

  async renew(names: readonly string[], tokens: readonly string[]): Promise<void> {
    const { runner, lifeSeconds } = this.#parts;
    const keys = [...names.map((name) => this.#keyOf(name)), ...tokens.map((token) => this.#tokenKey(token))];
    await Promise.all(keys.map((key) => runner.run("return redis.call('EXPIRE', KEYS[1], ARGV[1])", key, [lifeSeconds])));
  }

  async #held(name: string): Promise<readonly (string | undefined)[]> {
    const held = await this.#parts.runner.run("return redis.call('HMGET', KEYS[1], 'scope', 'claim')", this.#keyOf(name), []);
    return Array.isArray(held) ? held.map((value: unknown) => (value === null ? undefined : String(value))) : [];
  }

  #keyOf(name: string): string {
    return `${this.#parts.prefix}name:{${name}}`;
  }

  #tokenKey(token: string): string {
    return `${this.#parts.prefix}token:{${token}}`;
  }
}
