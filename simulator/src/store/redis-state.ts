import type { ScopeDump, TokenRecord } from './records.ts';

/** A scope's state as the script `replace` takes it and `dump` gives it: text only, since Lua would round long numbers. */

interface RedisState {
  readonly head: Readonly<Record<string, string>>;
  readonly hashes: Readonly<Record<string, readonly string[]>>;
  readonly sets: Readonly<Record<string, readonly string[]>>;
  readonly queue: readonly string[];
  readonly days: readonly string[];
}

const EARLIEST = 1_000_000_000_000_000;

function windowMember({ msisdn, issuedAt, token }: TokenRecord): string {
  return `${msisdn}/${String(issuedAt + EARLIEST).padStart(16, '0')}/${token}`;
}

/** Ids with their place in the list, as a sorted set takes them. */
function inOrder(ids: readonly string[], from = 0): readonly string[] {
  return ids.flatMap((id, index) => [id, String(from + index + 1)]);
}

export function stateOf(dump: ScopeDump): RedisState {
  const { meta, apps, subscribers, sessions, scrips, tokens, calls, retrievals, msgids } = dump;
  let version = 1;
  const entries = <T>(documents: readonly T[], idOf: (document: T) => string): readonly string[] =>
    documents.flatMap((document) => {
      version += 1;
      return [idOf(document), `${version} ${version} ${JSON.stringify(document)}`];
    });
  const hashes = {
    app: entries(apps, ({ appid }) => appid),
    subscriber: entries(subscribers, ({ msisdn }) => msisdn),
    session: entries(sessions, ({ address }) => address),
    scrips: scrips.flatMap((record) => [record.scrip, JSON.stringify(record)]),
    tokens: tokens.flatMap((record) => [record.token, JSON.stringify(record)]),
    calls: calls.flatMap(([appid, count]) => [appid, String(count)]),
    days: retrievals.flatMap(({ appid, day, count }) => [`${day}/${appid}`, String(count)]),
  };
  const unused = tokens.filter(({ usedAt }) => usedAt === null);
  const used = tokens.filter(({ usedAt }) => usedAt !== null);
  const sets = {
    scriporder: inOrder(scrips.map(({ scrip }) => scrip)),
    unused: inOrder(unused.map(({ token }) => token)),
    used: inOrder(used.map(({ token }) => token)),
    windows: unused.flatMap((record) => [windowMember(record), '0']),
    msgids: msgids.flatMap(({ host, msgid, expiresAt }) => [`${host}/${msgid}`, String(expiresAt)]),
  };
  const head = {
    ...{ meta: JSON.stringify(meta), metaVersion: '1', version: String(version), made: String(dump.madeTokens) },
    sequence: String(scrips.length + tokens.length),
  };
  const days = [...new Set(retrievals.map(({ day }) => String(day)))];
  return { head, hashes, sets, queue: dump.queuedTokens, days };
}

/** What a script has answered. null stands for nothing. */
export type Reply = string | number | null | readonly Reply[];

export function texts(reply: Reply | undefined): readonly string[] {
  return Array.isArray(reply) ? (reply as readonly Reply[]).map(String) : [];
}

/** The document of an entry, with its version. */
export function readEntry<T>(entry: string): { readonly version: number; readonly order: number; readonly value: T } {
  const [version = '', order = ''] = entry.split(' ', 2);
  return {
    version: Number(version),
    order: Number(order),
    value: JSON.parse(entry.slice(version.length + order.length + 2)) as T,
  };
}

/** The documents in the order in which they were first put. */
export function readEntries<T>(entries: readonly string[]): readonly T[] {
  return entries
    .map((entry) => readEntry<T>(entry))
    .toSorted((one, next) => one.order - next.order)
    .map(({ value }) => value);
}

export function readDump(reply: Reply): ScopeDump {
  const parts = Array.isArray(reply) ? (reply as readonly Reply[]).map(texts) : [];
  const [[meta = '', made = ''] = [], apps = [], subscribers = [], sessions = [], scrips = [], used = [], unused = []] = parts;
  const [queuedTokens = [], calls = [], days = [], msgids = []] = parts.slice(7);
  const records = <T>(jsons: readonly string[]): readonly T[] => jsons.map((json) => JSON.parse(json) as T);
  return {
    meta: JSON.parse(meta) as ScopeDump['meta'],
    apps: readEntries(apps),
    subscribers: readEntries(subscribers),
    sessions: readEntries(sessions),
    scrips: records(scrips),
    tokens: [...records<TokenRecord>(used), ...records<TokenRecord>(unused)],
    queuedTokens,
    madeTokens: Number(made),
    calls: pairs(calls).map(([appid, count]) => [appid, Number(count)] as const),
    retrievals: pairs(days).map(([field, count]) => {
      const [day = '', appid = ''] = halves(field);
      return { appid, day: Number(day), count: Number(count) };
    }),
    msgids: pairs(msgids).map(([member, expiresAt]) => {
      const [host = '', msgid = ''] = halves(member);
      return { host, msgid, expiresAt: Number(expiresAt) };
    }),
  };
}

function pairs(flat: readonly string[]): readonly (readonly [string, string])[] {
  return flat.flatMap((one, index) => (index % 2 === 0 ? [[one, flat[index + 1] ?? ''] as const] : []));
}

/** What stands before the first slash, and after it. */
function halves(text: string): readonly string[] {
  const at = text.indexOf('/');
  return [text.slice(0, at), text.slice(at + 1)];
}
