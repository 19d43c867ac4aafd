import { systemClock } from '../clock.ts';
import type { App } from '../model/documents.ts';
import { formatToken } from '../protocol/credentials.ts';
import { EpochOverError } from './epoch-over-error.ts';
import {
  type ClaimedName,
  type ClaimKind,
  type DocumentKind,
  type Documents,
  nameOf,
  namesOf,
  type ScopeDump,
  type ScopeMeta,
  type ScripRecord,
  type TokenRecord,
  type Versioned,
} from './records.ts';
import { isAnswer, type RedisClient, ScriptRunner } from './redis-client.ts';
import { RedisNames } from './redis-names.ts';
import { SCRIPTS } from './redis-scripts.ts';
import { type Reply, readDump, readEntries, readEntry, stateOf, texts } from './redis-state.ts';
import {
  type Changed,
  type Epoch,
  type Exchange,
  type Exchanged,
  type MsgidClaimed,
  NO_VERSION,
  type Place,
  type ScripIssue,
  type ScripIssued,
  type Span,
  type Store,
  type Swept,
  type TokenOrder,
  type TokenTaken,
} from './store.ts';

/** As the memory store has them (docs/limits.md). */
const SCRIPS_LIMIT = 50_000;
const USED_TOKENS_LIMIT = 10_000;

/** How long a scope outlives its last request. */
export const LIFE_SECONDS = 7 * 86_400;

export interface RedisStoreOptions {
  /** What all keys begin with, so that several simulators can share a server. */
  readonly prefix: string;
  readonly lifeSeconds?: number;
  /** How many used tokens a scope remembers. */
  readonly usedTokens?: number;
}

/**
 * A store on a server that speaks Redis' protocol, for several processes at once. A step in one scope is one Lua script over keys of one hash slot; a name or a
 * token, unique over all scopes, is claimed in a step of its own before, and freed in one after (redis-names.ts). Everything has a life, which traffic renews.
 */
export class RedisStore implements Store {
  readonly #client: RedisClient;
  readonly #runner: ScriptRunner;
  readonly #names: RedisNames;
  readonly #prefix: string;
  readonly #lifeSeconds: number;
  readonly #usedTokens: number;
  /** When this process has last renewed the names of each scope. */
  readonly #renewed = new Map<string, number>();

  private constructor(client: RedisClient, options: RedisStoreOptions, user: string) {
    const { prefix, lifeSeconds = LIFE_SECONDS, usedTokens = USED_TOKENS_LIMIT } = options;
    this.#client = client;
    this.#runner = new ScriptRunner(client);
    this.#names = new RedisNames({ runner: this.#runner, prefix, lifeSeconds, user });
    this.#prefix = prefix;
    this.#lifeSeconds = lifeSeconds;
    this.#usedTokens = usedTokens;
  }

  static async open(client: RedisClient, options: RedisStoreOptions): Promise<RedisStore> {
    return new RedisStore(client, options, String(await client.command(['INCR', `${options.prefix}users`])));
  }

  begin(scope: string, meta: ScopeMeta): Promise<Epoch> {
    return this.#replace(scope, { ...EMPTY, meta });
  }

  async epoch(scope: string): Promise<Epoch | undefined> {
    const number = await this.#client.command(['HGET', this.#names.headOf(scope), 'epoch']);
    return number === null ? undefined : { scope, number: Number(number) };
  }

  async end(scope: string): Promise<void> {
    this.#renewed.delete(scope);
    await this.#free(scope, await this.#swap(scope, ['', this.#lifeSeconds]));
  }

  async dump(epoch: Epoch): Promise<ScopeDump> {
    return readDump(await this.#step('dump', epoch));
  }

  async load(scope: string, dump: ScopeDump): Promise<Epoch | null> {
    const names = namesOf(dump).map(textOf);
    await this.#names.want(scope, names, 1);
    try {
      const holders = await Promise.all(names.map((name) => this.#names.claim(scope, name)));
      return holders.every((holder) => holder === scope) ? await this.#loadTokens(scope, dump) : null;
    } finally {
      await this.#names.want(scope, names, -1);
      await this.#names.settle(scope, names);
    }
  }

  async readMeta(epoch: Epoch): Promise<Versioned<ScopeMeta>> {
    const [version = '', meta = ''] = texts(await this.#step('readMeta', epoch));
    return { version: Number(version), value: JSON.parse(meta) as ScopeMeta };
  }

  async changeMeta(epoch: Epoch, version: number, next: ScopeMeta): Promise<boolean> {
    return (await this.#step('changeMeta', epoch, [version, JSON.stringify(next)])) === 1;
  }

  async read<K extends DocumentKind>(epoch: Epoch, kind: K, id: string): Promise<Documents[K] | undefined> {
    return (await this.stand({ epoch, kind, id })).value;
  }

  async list<K extends DocumentKind>(epoch: Epoch, kind: K): Promise<readonly Documents[K][]> {
    return readEntries(texts(await this.#step('list', epoch, [kind])));
  }

  async stand<K extends DocumentKind>({ epoch, kind, id }: Place<K>): Promise<Versioned<Documents[K] | undefined>> {
    const entry = await this.#step('read', epoch, [kind, id]);
    if (typeof entry !== 'string') {
      return { version: NO_VERSION, value: undefined };
    }
    const { version, value } = readEntry<Documents[K]>(entry);
    return { version, value };
  }

  async change<K extends DocumentKind>(
    { epoch, kind, id }: Place<K>,
    version: number,
    next: Documents[K] | undefined,
  ): Promise<Changed> {
    const { scope } = epoch;
    const claimed = nameOf(kind, id);
    const name = claimed === null ? '' : textOf(claimed);
    const change = [kind, id, version, next === undefined ? '' : JSON.stringify(next), name] as const;
    if (name !== '' && next !== undefined) {
      return this.#changeClaimed(epoch, name, change);
    }
    const isChanged = (await this.#step('change', epoch, change)) === 1;
    if (isChanged && name !== '') {
      await this.#names.settle(scope, [name]);
    }
    return isChanged ? 'changed' : 'moved';
  }

  /** The names in their order: of two lists at once, one is claimed whole. */
  async claimAll(epoch: Epoch, names: readonly ClaimedName[]): Promise<boolean> {
    const { scope } = epoch;
    const wanted = [...new Set(names.map(textOf))].toSorted();
    await this.#names.want(scope, wanted, 1);
    try {
      const fresh = texts(await this.#step('reserve', epoch, wanted));
      for (const name of wanted) {
        if ((await this.#names.claim(scope, name)) !== scope) {
          await this.#step('unreserve', epoch, fresh);
          return false;
        }
      }
      return true;
    } finally {
      await this.#names.want(scope, wanted, -1);
      await this.#names.settle(scope, wanted);
    }
  }

  owner(kind: ClaimKind, name: string): Promise<string | undefined> {
    return this.#names.holder(textOf({ kind, name }));
  }

  async findApp(appid: string): Promise<{ readonly epoch: Epoch; readonly app: App } | undefined> {
    const scope = await this.owner('app', appid);
    if (scope === undefined) {
      return undefined;
    }
    const found = await this.#runner.run(SCRIPTS.readNow, this.#names.headOf(scope), ['', this.#lifeSeconds, 'app', appid]);
    const [number, entry] = found as readonly (string | null)[];
    return typeof number === 'string' && typeof entry === 'string'
      ? { epoch: { scope, number: Number(number) }, app: readEntry<App>(entry).value }
      : undefined;
  }

  async issueScrip(epoch: Epoch, { record, day, msgid }: ScripIssue): Promise<ScripIssued> {
    const { scrip, appid } = record;
    const issue = [scrip, JSON.stringify(record), appid, day.number, day.limit ?? '', ...msgidOf(msgid), SCRIPS_LIMIT];
    return (await this.#step('issueScrip', epoch, issue)) as ScripIssued;
  }

  async readScrip(epoch: Epoch, scrip: string): Promise<ScripRecord | undefined> {
    return parsed(await this.#step('read', epoch, ['scrips', scrip]));
  }

  async listScrips(epoch: Epoch, msisdn: string | null): Promise<readonly ScripRecord[]> {
    return texts(await this.#step('listScrips', epoch, [msisdn ?? ''])).map((json) => JSON.parse(json) as ScripRecord);
  }

  async revokeScrips(epoch: Epoch, msisdn: string | null): Promise<number> {
    return Number(await this.#step('revokeScrips', epoch, [msisdn ?? '']));
  }

  /** Claims the tokens in their order, so that of two lists at once one is queued whole. */
  async queueTokens(epoch: Epoch, tokens: readonly string[]): Promise<number | null> {
    const { scope, number } = epoch;
    const mine: string[] = [];
    try {
      for (const token of [...tokens].toSorted()) {
        if (!(await this.#names.claimToken(scope, token, number))) {
          await this.#names.freeTokens(scope, mine, number);
          return this.#firstTaken(tokens, tokens.indexOf(token));
        }
        mine.push(token);
      }
      await this.#step('queueTokens', epoch, tokens);
      return null;
    } catch (error) {
      await this.#names.freeTokens(scope, mine, number);
      throw error;
    }
  }

  async takeToken(epoch: Epoch, order: TokenOrder): Promise<TokenTaken> {
    const { scope, number } = epoch;
    let made = '';
    try {
      for (;;) {
        const [kind, token = '', ...forgotten] = texts(await this.#step('takeToken', epoch, orderOf(order, made)));
        if (kind === 'issued') {
          await this.#names.freeTokens(scope, forgotten, number);
          return { kind, token };
        }
        if (kind !== 'make') {
          await this.#names.freeTokens(scope, made === '' ? [] : [made], number);
          return { kind } as TokenTaken;
        }
        // Another scope of the same seed may have made this token: then the next has another number.
        const text = formatToken({ counter: Number(token), ...order.parts });
        made = (await this.#names.claimToken(scope, text, number)) ? text : '';
      }
    } catch (error) {
      await this.#names.freeTokens(scope, made === '' ? [] : [made], number);
      throw error;
    }
  }

  async readToken(epoch: Epoch, token: string): Promise<TokenRecord | undefined> {
    return parsed(await this.#step('read', epoch, ['tokens', token]));
  }

  async countUnusedTokens(epoch: Epoch, msisdn: string, since: number): Promise<number> {
    return Number(await this.#step('countUnusedTokens', epoch, [msisdn, since]));
  }

  async expireTokens(epoch: Epoch, now: number): Promise<number> {
    return Number(await this.#step('expireTokens', epoch, [now]));
  }

  async exchange(epoch: Epoch, { token, now, billing, msgid }: Exchange): Promise<Exchanged> {
    const limit = billing === null ? 'free' : (billing.limit ?? '');
    const answer = await this.#step('exchange', epoch, [token, now, limit, ...msgidOf(msgid), this.#usedTokens]);
    const [exchanged, ...forgotten] = texts(answer);
    await this.#names.freeTokens(epoch.scope, forgotten, epoch.number);
    return exchanged as Exchanged;
  }

  async readCalls(epoch: Epoch, appid: string): Promise<number> {
    return Number(await this.#step('read', epoch, ['calls', appid]));
  }

  async readRetrievals(epoch: Epoch, appid: string, day: number): Promise<number> {
    return Number(await this.#step('read', epoch, ['days', `${day}/${appid}`]));
  }

  async isMsgidUsed(epoch: Epoch, msgid: MsgidClaimed): Promise<boolean> {
    return (await this.#step('isMsgidUsed', epoch, msgidOf(msgid))) === 1;
  }

  async useMsgid(epoch: Epoch, msgid: MsgidClaimed): Promise<boolean> {
    return (await this.#step('useMsgid', epoch, msgidOf(msgid))) === 1;
  }

  async sweep(epoch: Epoch, { scrips, tokens }: { readonly scrips: Span; readonly tokens: Span }): Promise<Swept> {
    const swept = await this.#step('sweep', epoch, [scrips.from, scrips.to, tokens.from, tokens.to]);
    const [endedScrips, endedTokens] = texts(swept);
    return { scrips: Number(endedScrips), tokens: Number(endedTokens) };
  }

  async wipe(epoch: Epoch): Promise<void> {
    await this.#names.freeTokens(epoch.scope, texts(await this.#step('wipe', epoch)), epoch.number);
  }

  /** Registers the name as wanted, claims it, and puts its document. */
  async #changeClaimed(epoch: Epoch, name: string, change: readonly (string | number)[]): Promise<Changed> {
    const { scope } = epoch;
    const [kind = '', id = '', version = 0] = change;
    if ((await this.#step('want', epoch, [kind, id, version, name])) !== 1) {
      return 'moved';
    }
    let isChanged = false;
    try {
      const holder = await this.#names.claim(scope, name);
      if (holder !== scope) {
        return { claimedBy: holder };
      }
      isChanged = (await this.#step('change', epoch, change)) === 1;
      return isChanged ? 'changed' : 'moved';
    } finally {
      // The change itself wants the name no longer: the document has it.
      if (!isChanged) {
        await this.#names.want(scope, [name], -1);
        await this.#names.settle(scope, [name]);
      }
    }
  }

  async #loadTokens(scope: string, dump: ScopeDump): Promise<Epoch | null> {
    const number = await this.#nextEpoch();
    const tokens = [...dump.tokens.map(({ token }) => token), ...dump.queuedTokens];
    const taken = await Promise.all(
      tokens.map(async (token) => ({ token, before: await this.#names.takeOver(scope, token, number) })),
    );
    if (taken.every(({ before }) => before !== null)) {
      return this.#replace(scope, dump, number);
    }
    for (const { token, before } of taken) {
      if (before === '') {
        await this.#names.freeTokens(scope, [token], number);
      } else if (before !== null) {
        await this.#names.takeOver(scope, token, before);
      }
    }
    return null;
  }

  async #replace(scope: string, dump: ScopeDump, number?: number): Promise<Epoch> {
    const epoch = { scope, number: number ?? (await this.#nextEpoch()) };
    const replaced = await this.#swap(scope, [epoch.number, this.#lifeSeconds, JSON.stringify(stateOf(dump))]);
    this.#renewed.set(scope, systemClock.now());
    await this.#free(scope, replaced);
    return epoch;
  }

  async #swap(scope: string, values: readonly (string | number)[]): Promise<readonly Reply[]> {
    return (await this.#runner.run(SCRIPTS.replace, this.#names.headOf(scope), values)) as readonly Reply[];
  }

  /** Frees what an epoch has left behind. */
  async #free(scope: string, [epoch, names, tokens]: readonly Reply[]): Promise<void> {
    await this.#names.settle(scope, texts(names));
    await this.#names.freeTokens(scope, texts(tokens), String(epoch));
  }

  async #nextEpoch(): Promise<number> {
    return Number(await this.#runner.run(NEXT_EPOCH, `${this.#prefix}epochs`, []));
  }

  /** The place of the first token that is taken or stands earlier in the list; `at`: one that was taken when it was claimed. */
  async #firstTaken(tokens: readonly string[], at: number): Promise<number> {
    const taken = await Promise.all(
      tokens.map(async (token, place) => tokens.indexOf(token) < place || (await this.#names.isTaken(token))),
    );
    const first = taken.indexOf(true);
    return first < 0 ? at : first;
  }

  async #step(name: keyof typeof SCRIPTS, epoch: Epoch, values: readonly (string | number)[] = []): Promise<Reply> {
    await this.#renewNames(epoch);
    return this.#run(name, epoch, values);
  }

  async #run(name: keyof typeof SCRIPTS, { scope, number }: Epoch, values: readonly (string | number)[]): Promise<Reply> {
    try {
      const given = [number, this.#lifeSeconds, ...values];
      return (await this.#runner.run(SCRIPTS[name], this.#names.headOf(scope), given)) as Reply;
    } catch (error) {
      throw isAnswer(error, 'EPOCHOVER') ? new EpochOverError(scope) : error;
    }
  }

  /** Renews the life of the scope's names and tokens, which lie elsewhere, as often as its scripts renew that of its own keys. */
  async #renewNames(epoch: Epoch): Promise<void> {
    const now = systemClock.now();
    if (now - (this.#renewed.get(epoch.scope) ?? 0) < this.#lifeSeconds * 10) {
      return;
    }
    this.#renewed.set(epoch.scope, now);
    const [names, tokens] = (await this.#run('holdings', epoch, [])) as readonly Reply[];
    await this.#names.renew(texts(names), texts(tokens));
  }
}

/** The first number is the server's time: a server that has lost everything gives no number twice. */
const NEXT_EPOCH = `
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SET', KEYS[1], redis.call('TIME')[1] * 1000) end
return redis.call('INCR', KEYS[1])`;

const EMPTY: Omit<ScopeDump, 'meta'> = {
  ...{ apps: [], subscribers: [], sessions: [], scrips: [], tokens: [], queuedTokens: [], madeTokens: 0 },
  ...{ calls: [], retrievals: [], msgids: [] },
};

function textOf({ kind, name }: ClaimedName): string {
  return `${kind}/${name}`;
}

/** A msgid as the scripts take it: its name, the time, and when it is forgotten. */
function msgidOf(msgid: MsgidClaimed | undefined): readonly [string, number, number] {
  return msgid === undefined ? ['', 0, 0] : [`${msgid.host}/${msgid.msgid}`, msgid.now, msgid.expiresAt];
}

function orderOf(order: TokenOrder, made: string): readonly (string | number)[] {
  const { appid, msisdn, capability, issuedAt, expiresAt, limit, windowMs, scrip, msgid } = order;
  const rest = JSON.stringify({ appid, msisdn, capability, issuedAt, expiresAt, usedAt: null }).slice(1);
  return [
    ...[made, rest, msisdn, issuedAt, Number.isFinite(limit) ? limit : '', windowMs],
    ...[scrip?.scrip ?? '', scrip?.isConsumed === true ? 1 : 0, ...msgidOf(msgid)],
  ];
}

function parsed<T>(json: Reply): T | undefined {
  return typeof json === 'string' ? (JSON.parse(json) as T) : undefined;
}
