import type { DayCount, MsgidUse } from './records.ts';
import type { MsgidClaimed } from './store.ts';

/** The counts of a scope that end by themselves: retrievals of a day, and msgids that are used up. */
export class ScopeCounts {
  /** By day, then by app. A day is forgotten when the day after the next begins: until then the clock can be set back to it. */
  readonly #days = new Map<number, Map<string, number>>();
  /** The msgids in the order of their use, with the time at which each is forgotten. */
  readonly #msgids = new Map<string, MsgidUse>();

  readRetrievals(appid: string, day: number): number {
    return this.#days.get(day)?.get(appid) ?? 0;
  }

  /** Whether the app has a retrieval left on that day. */
  hasRetrieval(appid: string, day: number, limit: number | null): boolean {
    return limit === null || this.readRetrievals(appid, day) < limit;
  }

  countRetrieval(appid: string, day: number): void {
    const counts = this.#days.get(day) ?? this.#openDay(day);
    counts.set(appid, (counts.get(appid) ?? 0) + 1);
  }

  isUsed({ host, msgid, now }: MsgidClaimed): boolean {
    return (this.#msgids.get(keyOf(host, msgid))?.expiresAt ?? now) > now;
  }

  use({ host, msgid, now, expiresAt }: MsgidClaimed): void {
    const key = keyOf(host, msgid);
    // A used msgid whose time is over is new: it goes to the end.
    this.#msgids.delete(key);
    this.#msgids.set(key, { host, msgid, expiresAt });
    for (const [old, use] of this.#msgids) {
      if (use.expiresAt > now) {
        return;
      }
      this.#msgids.delete(old);
    }
  }

  clear(): void {
    this.#days.clear();
    this.#msgids.clear();
  }

  get retrievals(): readonly DayCount[] {
    return [...this.#days].flatMap(([day, counts]) => [...counts].map(([appid, count]) => ({ appid, day, count })));
  }

  get msgids(): readonly MsgidUse[] {
    return [...this.#msgids.values()];
  }

  load(retrievals: readonly DayCount[], msgids: readonly MsgidUse[]): void {
    for (const { appid, day, count } of retrievals) {
      const counts = this.#days.get(day) ?? new Map<string, number>();
      this.#days.set(day, counts.set(appid, count));
    }
    for (const use of msgids) {
      this.#msgids.set(keyOf(use.host, use.msgid), use);
    }
  }

  #openDay(day: number): Map<string, number> {
    for (const old of [...this.#days.keys()].filter((one) => one < day - 1)) {
      this.#days.delete(old);
    }
    const counts = new Map<string, number>();
    this.#days.set(day, counts);
    return counts;
  }
}

function keyOf(host: string, msgid: string): string {
  return `${host}/${msgid}`;
}
