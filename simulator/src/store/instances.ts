import { systemClock, type Timer } from '../clock.ts';
import type { ScriptRunner } from './redis-client.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { InstanceHandlers, Order } from './share.ts';
import { StoreUnreachableError } from './store-unreachable-error.ts';

export interface InstancesParts {
  readonly connection: RedisConnection;
  readonly runner: ScriptRunner;
  readonly prefix: string;
  readonly instance: string;
}

/** An instance that has not been heard of for as long is taken for dead. */
const LEASE_MS = 10_000;
const HEARTBEAT_MS = 1_000;
/** After as long without a heartbeat an instance answers no more: others may have stopped to wait for it. */
const CURRENT_MS = LEASE_MS - 2_000;
/** How long an order waits for those who live. */
const ORDER_MS = 30_000;
/** How often it is looked whether one that has not answered still lives, and how often it is asked again: its subscription may have been lost. */
const LOOK_MS = 250;
const ASK_AGAIN_MS = 1_000;
/** Clocks of one machine differ by the time of a command only. */
const SAME_CLOCK_MS = 20;

/** KEYS[1]: the leases. */
const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;
/** ARGV: instance, lease. Returns the server's time, whether the lease before was over, and the instances that live. */
const BEAT = `${NOW}
local before = redis.call('ZSCORE', KEYS[1], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2] * 10)
return {tostring(now), (before and tonumber(before) > now) and 1 or 0, redis.call('ZRANGE', KEYS[1], 0, -1)}`;
const LIVE = `${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
return redis.call('ZRANGE', KEYS[1], 0, -1)`;

interface Waiting {
  readonly released: Map<string, number>;
  changed: () => void;
}

interface OrderMessage extends Order {
  readonly id: number;
  readonly from: string;
}

interface Acknowledgement {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly released: number;
}

/**
 * The instances of a simulator that live, and what they do together. Each renews a lease. An order is published, every instance acknowledges it when it has done
 * it, and whoever gave it waits for all that live. One that cannot renew its lease in time answers nothing until it has taken over everything anew.
 */
export class Instances {
  readonly #parts: InstancesParts;
  readonly #key: string;
  readonly #waiting = new Map<number, Waiting>();
  #handlers: InstanceHandlers | null = null;
  #timer: Timer | null = null;
  #orders = 0;
  #renewedAt = 0;
  #isFollowing = false;
  #following: Promise<void> = Promise.resolve();
  #asked = 0;
  #hasLeft = false;
  /** The instances that were there when it was last looked, and those that have joined since. */
  #seen: readonly string[] = [];
  #isMending = false;
  #clockOffsetMs = 0;

  constructor(parts: InstancesParts) {
    this.#parts = parts;
    this.#key = `${parts.prefix}instances`;
  }

  get clockOffsetMs(): number {
    return this.#clockOffsetMs;
  }

  /** The first to join meets nobody: its clock offset is known from here on. */
  async join(handlers: InstanceHandlers): Promise<void> {
    const { connection } = this.#parts;
    this.#handlers = handlers;
    const channels = ['orders', 'acknowledgements', 'journals', 'joined'].map((name) => this.#channel(name));
    await connection.subscribe(
      channels,
      (channel, message) => this.#heard(channel, message),
      () => void this.#followAll(),
    );
    const { live } = await this.#beat();
    this.#seen = [...this.#seen, ...live];
    await connection.command(['PUBLISH', this.#channel('joined'), this.#parts.instance]);
    await this.#followAll();
    this.#beatLater();
  }

  async leave(): Promise<void> {
    this.#hasLeft = true;
    this.#timer?.cancel();
    await this.#parts.connection.command(['ZREM', this.#key, this.#parts.instance]).catch(() => undefined);
  }

  isCurrent(): boolean {
    return !this.#isFollowing && systemClock.now() - this.#renewedAt < CURRENT_MS;
  }

  async live(): Promise<readonly string[]> {
    return (await this.#parts.runner.run(LIVE, this.#key, [])) as readonly string[];
  }

  journalGrew(scope: string): Promise<unknown> {
    return this.#parts.connection.command(['PUBLISH', this.#channel('journals'), scope]);
  }

  async tell(order: Order): Promise<number> {
    const { connection, instance } = this.#parts;
    this.#orders += 1;
    const id = this.#orders;
    const waiting: Waiting = { released: new Map(), changed: () => undefined };
    this.#waiting.set(id, waiting);
    try {
      const message: OrderMessage = { ...order, id, from: instance };
      const publish = (): Promise<unknown> => connection.command(['PUBLISH', this.#channel('orders'), JSON.stringify(message)]);
      await publish();
      waiting.released.set(instance, await this.#act(order));
      await this.#untilAllHave(order, waiting, publish);
      return [...waiting.released.values()].reduce((sum, released) => sum + released, 0);
    } finally {
      this.#waiting.delete(id);
    }
  }

  async #untilAllHave({ kind, scope }: Order, waiting: Waiting, publish: () => Promise<unknown>): Promise<void> {
    const deadline = systemClock.now() + ORDER_MS;
    let askedAt = systemClock.now();
    for (;;) {
      const late = (await this.live()).filter((one) => !waiting.released.has(one));
      if (late.length === 0) {
        return;
      }
      if (systemClock.now() > deadline) {
        throw new StoreUnreachableError(
          `instance ${late.join(', ')} lives and has not done "${kind}" of scope ${scope} within ${ORDER_MS} ms`,
        );
      }
      if (systemClock.now() - askedAt > ASK_AGAIN_MS) {
        askedAt = systemClock.now();
        await publish();
      }
      await new Promise<void>((resolve) => {
        const timer = systemClock.after(LOOK_MS, resolve);
        waiting.changed = () => {
          if (late.every((one) => waiting.released.has(one))) {
            timer.cancel();
            resolve();
          }
        };
        waiting.changed();
      });
    }
  }

  #act(order: Order): Promise<number> {
    return this.#handlers?.act(order) ?? Promise.resolve(0);
  }

  #heard(channel: string, message: string): void {
    if (channel === this.#channel('journals')) {
      this.#handlers?.journalGrew(message);
    } else if (channel === this.#channel('joined')) {
      this.#seen = [...this.#seen, message];
    } else if (channel === this.#channel('orders')) {
      void this.#obey(JSON.parse(message) as OrderMessage);
    } else {
      const { id, from, to, released } = JSON.parse(message) as Acknowledgement;
      const waiting = to === this.#parts.instance ? this.#waiting.get(id) : undefined;
      // One that was asked twice has released its answers the first time.
      if (waiting !== undefined && !waiting.released.has(from)) {
        waiting.released.set(from, released);
        waiting.changed();
      }
    }
  }

  /** Does what another instance asks. What fails is not acknowledged, and is made good when this instance follows everything. */
  async #obey({ id, from, ...order }: OrderMessage): Promise<void> {
    const { connection, instance } = this.#parts;
    if (from === instance || this.#hasLeft) {
      return;
    }
    try {
      const acknowledgement: Acknowledgement = { id, from: instance, to: from, released: await this.#act(order) };
      await connection.command(['PUBLISH', this.#channel('acknowledgements'), JSON.stringify(acknowledgement)]);
    } catch (error) {
      this.#missed(error);
    }
  }

  /** An instance that has missed something is not current until it has followed everything, with the next heartbeat. */
  #missed(error: unknown): void {
    this.#isFollowing = true;
    if (!(error instanceof StoreUnreachableError)) {
      this.#handlers?.failed(error);
    }
  }

  #channel(name: string): string {
    return `${this.#parts.prefix}${name}`;
  }

  #beatLater(): void {
    if (!this.#hasLeft) {
      this.#timer = systemClock.after(HEARTBEAT_MS, () => {
        void this.#beatAndFollow().finally(() => this.#beatLater());
      });
    }
  }

  /** Errors are those of a server that is away: the next heartbeat tries again. */
  async #beatAndFollow(): Promise<void> {
    try {
      const { wasOver, live } = await this.#beat();
      if (wasOver || this.#isFollowing) {
        await this.#followAll();
      }
      this.#noteGone(live);
    } catch (error) {
      this.#missed(error);
    }
  }

  /** What the others have left is mended while the heartbeat goes on: it may take longer than the lease. Where it fails, the next heartbeat begins again. */
  #noteGone(live: readonly string[]): void {
    const isAnyGone = this.#seen.some((other) => !live.includes(other));
    if (this.#isMending || !isAnyGone) {
      this.#seen = isAnyGone ? this.#seen : live;
      return;
    }
    this.#isMending = true;
    void this.#mend(live).finally(() => {
      this.#isMending = false;
    });
  }

  async #mend(live: readonly string[]): Promise<void> {
    const before = this.#seen;
    try {
      await this.#handlers?.othersAreGone();
      // Whoever has joined meanwhile was seen too.
      this.#seen = [...live, ...this.#seen.filter((other) => !before.includes(other))];
    } catch (error) {
      this.#missed(error);
    }
  }

  /** Renews the lease. Returns whether it was over, so that others may not have waited for this instance, and who lives. */
  async #beat(): Promise<{ readonly wasOver: boolean; readonly live: readonly string[] }> {
    const { runner, instance } = this.#parts;
    const before = systemClock.now();
    const beat = await runner.run(BEAT, this.#key, [instance, LEASE_MS]);
    const [now, wasLive, live] = beat as readonly [string, number, readonly string[]];
    const offsetMs = Math.round(Number(now) - (before + systemClock.now()) / 2);
    if (Math.abs(offsetMs - this.#clockOffsetMs) > SAME_CLOCK_MS) {
      this.#clockOffsetMs = offsetMs;
    }
    if (wasLive !== 1) {
      this.#isFollowing = true;
    }
    this.#renewedAt = before;
    return { wasOver: wasLive !== 1, live };
  }

  /** Whoever asks while one is under way needs one that begins later. */
  #followAll(): Promise<void> {
    this.#isFollowing = true;
    this.#asked += 1;
    const asked = this.#asked;
    this.#following = this.#following.then(async () => {
      try {
        await this.#handlers?.followAll();
        this.#isFollowing = this.#asked !== asked;
      } catch (error) {
        this.#missed(error);
      }
    });
    return this.#following;
  }
}
