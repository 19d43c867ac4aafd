import type { App } from '../model/documents.ts';
import { EpochOverError } from './epoch-over-error.ts';
import { Claims } from './memory-claims.ts';
import {
  count,
  countEnded,
  emptyScope,
  hasScrip,
  nextVersion,
  removeScrips,
  type ScopeData,
  trimScrips,
} from './memory-scope.ts';
import { TokenNames } from './memory-tokens.ts';
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

/** A store in this process. No method awaits anything, so each is one step. */
export class MemoryStore implements Store {
  readonly #scopes = new Map<string, ScopeData>();
  readonly #claims = new Claims();
  readonly #names = new TokenNames();
  #epochs = 0;

  begin(scope: string, meta: ScopeMeta): Epoch {
    return this.#begin(scope, meta).epoch;
  }

  async epoch(scope: string): Promise<Epoch | undefined> {
    return this.#scopes.get(scope)?.epoch;
  }

  async end(scope: string): Promise<void> {
    this.#drop(scope);
  }

  async dump(epoch: Epoch): Promise<ScopeDump> {
    const { meta, documents, scrips, tokens, calls, counts } = this.#data(epoch);
    return {
      meta: meta.value,
      apps: valuesOf(documents.app),
      subscribers: valuesOf(documents.subscriber),
      sessions: valuesOf(documents.session),
      scrips: [...scrips.values()],
      tokens: tokens.inOrder(),
      queuedTokens: tokens.queued,
      madeTokens: tokens.made,
      calls: [...calls],
      retrievals: counts.retrievals,
      msgids: counts.msgids,
    };
  }

  load(scope: string, dump: ScopeDump): Epoch | null {
    const tokens = [...dump.tokens.map(({ token }) => token), ...dump.queuedTokens];
    if (
      !namesOf(dump).every((name) => this.#claims.isFree(scope, name)) ||
      !tokens.every((token) => this.#names.isFree(scope, token))
    ) {
      return null;
    }
    const data = this.#begin(scope, dump.meta);
    for (const app of dump.apps) {
      this.#put(data, { kind: 'app', id: app.appid, next: app });
    }
    for (const subscriber of dump.subscribers) {
      this.#put(data, { kind: 'subscriber', id: subscriber.msisdn, next: subscriber });
    }
    for (const session of dump.sessions) {
      this.#put(data, { kind: 'session', id: session.address, next: session });
    }
    for (const record of dump.scrips) {
      data.scrips.set(record.scrip, record);
    }
    data.tokens.load(dump);
    for (const [appid, calls] of dump.calls) {
      data.calls.set(appid, calls);
    }
    data.counts.load(dump.retrievals, dump.msgids);
    return data.epoch;
  }

  async readMeta(epoch: Epoch): Promise<Versioned<ScopeMeta>> {
    return this.#data(epoch).meta;
  }

  async changeMeta(epoch: Epoch, version: number, next: ScopeMeta): Promise<boolean> {
    const data = this.#data(epoch);
    if (data.meta.version !== version) {
      return false;
    }
    data.meta = { version: nextVersion(data), value: next };
    return true;
  }

  async read<K extends DocumentKind>(epoch: Epoch, kind: K, id: string): Promise<Documents[K] | undefined> {
    return this.#data(epoch).documents[kind].get(id)?.value;
  }

  async list<K extends DocumentKind>(epoch: Epoch, kind: K): Promise<readonly Documents[K][]> {
    return valuesOf(this.#data(epoch).documents[kind]);
  }

  async stand<K extends DocumentKind>({ epoch, kind, id }: Place<K>): Promise<Versioned<Documents[K] | undefined>> {
    return this.#data(epoch).documents[kind].get(id) ?? { version: NO_VERSION, value: undefined };
  }

  async change<K extends DocumentKind>(
    { epoch, kind, id }: Place<K>,
    version: number,
    next: Documents[K] | undefined,
  ): Promise<Changed> {
    const data = this.#data(epoch);
    const name = nameOf(kind, id);
    const holder = name === null ? undefined : this.#claims.holder(name.kind, id);
    if (holder !== undefined && holder !== epoch.scope && next !== undefined) {
      return { claimedBy: holder };
    }
    if ((data.documents[kind].get(id)?.version ?? NO_VERSION) !== version) {
      return 'moved';
    }
    if (next !== undefined) {
      this.#put(data, { kind, id, next });
      return 'changed';
    }
    data.documents[kind].delete(id);
    if (name !== null) {
      this.#claims.free(epoch.scope, name);
    }
    return 'changed';
  }

  async claimAll(epoch: Epoch, names: readonly ClaimedName[]): Promise<boolean> {
    const { scope } = this.#data(epoch).epoch;
    if (!names.every((name) => this.#claims.isFree(scope, name))) {
      return false;
    }
    for (const name of names) {
      this.#claims.hold(scope, name);
    }
    return true;
  }

  async owner(kind: ClaimKind, name: string): Promise<string | undefined> {
    return this.#claims.holder(kind, name);
  }

  findApp(appid: string): { readonly epoch: Epoch; readonly app: App } | undefined {
    const scope = this.#claims.holder('app', appid);
    const data = scope === undefined ? undefined : this.#scopes.get(scope);
    const app = data?.documents.app.get(appid)?.value;
    return data === undefined || app === undefined ? undefined : { epoch: data.epoch, app };
  }

  async issueScrip(epoch: Epoch, { record, day, msgid }: ScripIssue): Promise<ScripIssued> {
    const { scrips, counts } = this.#data(epoch);
    if (msgid !== undefined && counts.isUsed(msgid)) {
      return 'replayed';
    }
    if (!counts.hasRetrieval(record.appid, day.number, day.limit)) {
      return 'day-spent';
    }
    counts.countRetrieval(record.appid, day.number);
    scrips.set(record.scrip, record);
    trimScrips(scrips);
    if (msgid !== undefined) {
      counts.use(msgid);
    }
    return 'issued';
  }

  async readScrip(epoch: Epoch, scrip: string): Promise<ScripRecord | undefined> {
    return this.#data(epoch).scrips.get(scrip);
  }

  async listScrips(epoch: Epoch, msisdn: string | null): Promise<readonly ScripRecord[]> {
    return [...this.#data(epoch).scrips.values()].filter((record) => msisdn === null || record.msisdn === msisdn);
  }

  async revokeScrips(epoch: Epoch, msisdn: string | null): Promise<number> {
    return removeScrips(this.#data(epoch).scrips, msisdn);
  }

  async queueTokens(epoch: Epoch, tokens: readonly string[]): Promise<number | null> {
    return this.#data(epoch).tokens.enqueue(tokens);
  }

  async takeToken(epoch: Epoch, order: TokenOrder): Promise<TokenTaken> {
    const data = this.#data(epoch);
    const { scrip, msgid } = order;
    if (msgid !== undefined && data.counts.isUsed(msgid)) {
      return { kind: 'replayed' };
    }
    if (!hasScrip(data, order)) {
      return { kind: 'scrip-gone' };
    }
    const token = data.tokens.take(order);
    if (token === null) {
      return { kind: 'too-many' };
    }
    if (scrip?.isConsumed === true) {
      data.scrips.delete(scrip.scrip);
    }
    if (msgid !== undefined) {
      data.counts.use(msgid);
    }
    return { kind: 'issued', token };
  }

  readToken(epoch: Epoch, token: string): TokenRecord | undefined {
    return this.#data(epoch).tokens.read(token);
  }

  async countUnusedTokens(epoch: Epoch, msisdn: string, since: number): Promise<number> {
    return this.#data(epoch).tokens.countUnused(msisdn, since);
  }

  async expireTokens(epoch: Epoch, now: number): Promise<number> {
    return this.#data(epoch).tokens.expire(now);
  }

  exchange(epoch: Epoch, { token, now, billing, msgid }: Exchange): Exchanged {
    const { tokens, calls, counts } = this.#data(epoch);
    if (msgid !== undefined && counts.isUsed(msgid)) {
      return 'replayed';
    }
    const entry = tokens.findUsable(token, now);
    if (entry === undefined) {
      return 'token-gone';
    }
    if (billing !== null && !count(calls, entry.record.appid, billing.limit)) {
      return 'calls-spent';
    }
    tokens.use(entry, now);
    if (msgid !== undefined) {
      counts.use(msgid);
    }
    return 'exchanged';
  }

  readCalls(epoch: Epoch, appid: string): number {
    return this.#data(epoch).calls.get(appid) ?? 0;
  }

  async readRetrievals(epoch: Epoch, appid: string, day: number): Promise<number> {
    return this.#data(epoch).counts.readRetrievals(appid, day);
  }

  async isMsgidUsed(epoch: Epoch, msgid: MsgidClaimed): Promise<boolean> {
    return this.#data(epoch).counts.isUsed(msgid);
  }

  async useMsgid(epoch: Epoch, msgid: MsgidClaimed): Promise<boolean> {
    const { counts } = this.#data(epoch);
    if (counts.isUsed(msgid)) {
      return false;
    }
    counts.use(msgid);
    return true;
  }

  async sweep(epoch: Epoch, spans: { readonly scrips: Span; readonly tokens: Span }): Promise<Swept> {
    const { scrips, tokens } = this.#data(epoch);
    return { scrips: countEnded(scrips.values(), spans.scrips), tokens: countEnded(tokens.unused(), spans.tokens) };
  }

  async wipe(epoch: Epoch): Promise<void> {
    const { scrips, tokens, calls, counts } = this.#data(epoch);
    tokens.clear();
    counts.clear();
    scrips.clear();
    calls.clear();
  }

  #begin(scope: string, meta: ScopeMeta): ScopeData {
    this.#drop(scope);
    this.#epochs += 1;
    const data = emptyScope({ scope, number: this.#epochs }, meta, this.#names);
    this.#scopes.set(scope, data);
    return data;
  }

  /** Puts a document, claims its name, and revokes the scrips of a SIM that comes back. */
  #put<K extends DocumentKind>(data: ScopeData, { kind, id, next }: Written<K>): void {
    const standing = data.documents[kind].get(id)?.value;
    const sim = simOf(next);
    if (standing !== undefined && sim !== undefined && sim !== simOf(standing)) {
      removeScrips(data.scrips, id, sim);
    }
    data.documents[kind].set(id, { version: nextVersion(data), value: next });
    const name = nameOf(kind, id);
    if (name !== null) {
      this.#claims.hold(data.epoch.scope, name);
    }
  }

  #drop(scope: string): void {
    this.#scopes.get(scope)?.tokens.drop();
    this.#scopes.delete(scope);
    this.#claims.freeAll(scope);
  }

  #data({ scope, number }: Epoch): ScopeData {
    const data = this.#scopes.get(scope);
    if (data === undefined || data.epoch.number !== number) {
      throw new EpochOverError(scope);
    }
    return data;
  }
}

interface Written<K extends DocumentKind> {
  readonly kind: K;
  readonly id: string;
  readonly next: Documents[K];
}

/** The SIM of a subscriber; undefined for other documents. */
function simOf(document: Documents[DocumentKind]): string | undefined {
  return 'sim' in document ? document.sim : undefined;
}

function valuesOf<T>(documents: ReadonlyMap<string, Versioned<T>>): readonly T[] {
  return [...documents.values()].map(({ value }) => value);
}
