import type { z } from 'zod';
import type { AdbDevice } from '../adb/adb-device.ts';
import type { Disturbance } from '../check.ts';
import { elapsedMs, hostNanos } from '../wait.ts';
import {
  anySchema,
  type BuildChoice,
  type CallAnswer,
  type CallRequest,
  callSchema,
  clockSchema,
  countSchema,
  defaultsSchema,
  describeSchema,
  eventsSchema,
  type GatewayConfig,
  handshakeSchema,
  keptSchema,
  type NetworkState,
  networkStateSchema,
  type Permissions,
  type ProbeDescription,
  type ProbeEvent,
  type ProbeThread,
  permissionsSchema,
  type RawAnswer,
  type RawRequest,
  rawAnswerSchema,
  type Subject,
  storageSchema,
  subjectSchema,
  threadsSchema,
  touchedSchema,
  webPagesSchema,
} from './messages.ts';
import { ProbeConnection } from './probe-connection.ts';
import { ProbeError } from './probe-error.ts';

const ANSWER_MS = 15_000;
const QUIT_MS = 5_000;
const POLL_MS = 60_000;
const CLOCK_ROUNDS = 5;

/** One reading of the device's clock by this machine. */
export interface ClockReading {
  /** Device's elapsedRealtimeNanos minus this machine's monotonic clock, at the middle of the shortest round trip. */
  readonly offsetNanos: bigint;
  readonly roundTripMs: number;
}

/** How to connect to a probe that already serves. */
export interface ProbeAccess {
  readonly token: string;
  open(): ReturnType<AdbDevice['openPort']>;
}

/** The host's side of android-probe/PROTOCOL.md: one connection for requests, one for waiting on events, one for the heartbeat. Nothing here judges. */
export class Probe {
  readonly #requests: ProbeConnection;
  readonly #polls: ProbeConnection;
  readonly #beats: ProbeConnection;

  private constructor(connections: Record<'requests' | 'polls' | 'beats', ProbeConnection>) {
    this.#requests = connections.requests;
    this.#polls = connections.polls;
    this.#beats = connections.beats;
  }

  static async connect(access: ProbeAccess): Promise<Probe> {
    const requests = new ProbeConnection(await access.open(), access.token);
    const polls = new ProbeConnection(await access.open(), access.token);
    const hello = await requests.request({
      method: 'handshake',
      params: { protocol: '1.0' },
      schema: handshakeSchema,
      timeoutMs: ANSWER_MS,
    });
    if (hello.protocol.split('.')[0] !== '1') {
      throw new ProbeError('NOT_STARTED', `the probe speaks protocol ${hello.protocol}, the suite speaks 1.0`);
    }
    return new Probe({ requests, polls, beats: new ProbeConnection(await access.open(), access.token) });
  }

  describe(): Promise<ProbeDescription> {
    return this.#send('describe', {}, describeSchema);
  }

  configure(gateway: GatewayConfig, { mutant, variant }: BuildChoice): Promise<Subject> {
    return this.#send('configure', { gateway, ...(variant === null ? { mutant } : { variant }) }, subjectSchema);
  }

  /** In an APK that holds mutations; none: the SDK as it is. */
  async chooseMutations(mutations: readonly number[]): Promise<void> {
    await this.#send('configure', { mutations }, subjectSchema);
  }

  /** The mutation points executed since this was asked last. */
  async takeTouched(): Promise<readonly number[]> {
    return (await this.#send('touched', {}, touchedSchema)).numbers;
  }

  call(request: CallRequest): Promise<CallAnswer> {
    return this.#send('call', { ...request }, callSchema);
  }

  /** Puts the app's process into circumstances that phones bring with them; reset ends them. */
  async disturb(by: Disturbance & { readonly activity?: string }): Promise<void> {
    await this.#send('disturb', { ...by }, anySchema);
  }

  /** The addresses of the web views that the app shows; null where the device cannot say. */
  async webPages(): Promise<readonly string[] | null> {
    try {
      return (await this.#send('webpages', {}, webPagesSchema)).addresses;
    } catch (error) {
      if (error instanceof ProbeError && error.code === 'UNSUPPORTED') {
        return null;
      }
      throw error;
    }
  }

  /** Waits until an event newer than `after` has come, or the time is over. */
  async events(after: number, waitMs: number): Promise<readonly ProbeEvent[]> {
    const bounded = Math.max(0, Math.min(Math.round(waitMs), POLL_MS));
    const params = { after, timeoutMs: bounded };
    const timeoutMs = bounded + ANSWER_MS;
    const answer = await this.#polls.request({ method: 'events', params, schema: eventsSchema, timeoutMs });
    return answer.events;
  }

  networkState(): Promise<NetworkState> {
    return this.#send('network', { action: 'state' }, networkStateSchema);
  }

  permissions(): Promise<Permissions> {
    return this.#send('permissions', {}, permissionsSchema);
  }

  /** Sends the probe's own request, without the subject. */
  rawRequest(request: RawRequest): Promise<RawAnswer> {
    const params = { action: 'request', ...request };
    const timeoutMs = request.timeoutMs + ANSWER_MS;
    return this.#requests.request({ method: 'network', params, schema: rawAnswerSchema, timeoutMs });
  }

  async outstandingRequests(): Promise<number> {
    return (await this.#send('network', { action: 'count' }, countSchema)).outstanding;
  }

  async threads(): Promise<readonly ProbeThread[]> {
    return (await this.#send('threads', {}, threadsSchema)).threads;
  }

  /** What is set for the whole process, and is another than before the SDK was loaded. */
  async changedDefaults(): Promise<readonly string[]> {
    return (await this.#send('defaults', {}, defaultsSchema)).changed;
  }

  /** Activities that have ended and that something in the app's process still holds. */
  async keptActivities(): Promise<readonly string[]> {
    return (await this.#send('kept', {}, keptSchema)).activities;
  }

  async storageHits(texts: readonly string[]): Promise<readonly { readonly file: string; readonly index: number }[]> {
    return (await this.#send('storage', { search: texts }, storageSchema)).hits;
  }

  /** How much the app has in its private files. */
  async storageSize(): Promise<{ readonly files: number; readonly bytes: number }> {
    const { files, bytes } = await this.#send('storage', { search: [] }, storageSchema);
    return { files, bytes };
  }

  /** The reading with the shortest of several round trips. */
  async readClock(rounds = CLOCK_ROUNDS): Promise<ClockReading> {
    const readings: ClockReading[] = [];
    for (let round = 0; round < rounds; round++) {
      const sent = hostNanos();
      const { elapsedRealtimeNanos } = await this.#send('clock', {}, clockSchema);
      const roundTripMs = elapsedMs(sent);
      const middle = sent + BigInt(Math.round((roundTripMs / 2) * 1e6));
      readings.push({ offsetNanos: BigInt(elapsedRealtimeNanos) - middle, roundTripMs });
    }
    return readings.reduce((best, next) => (next.roundTripMs < best.roundTripMs ? next : best));
  }

  /** The wall clock of the app. */
  async wallMillis(): Promise<number> {
    return Number((await this.#send('clock', {}, clockSchema)).currentTimeMillis);
  }

  /** One reading of the clock beside whatever else is asked. It needs no other thread of the app than its own. */
  async beat(timeoutMs: number): Promise<void> {
    await this.#beats.request({ method: 'clock', params: {}, schema: clockSchema, timeoutMs });
  }

  async reset(): Promise<void> {
    await this.#send('reset', {}, anySchema);
  }

  async quit(): Promise<void> {
    await this.#requests.request({ method: 'quit', params: {}, schema: anySchema, timeoutMs: QUIT_MS });
  }

  /** A conversation has ended, or a request of one was not answered in time. */
  get isBroken(): boolean {
    return [this.#requests, this.#polls, this.#beats].some(({ isGone, isHung }) => isGone || isHung);
  }

  disconnect(): void {
    this.#requests.close();
    this.#polls.close();
    this.#beats.close();
  }

  #send<T>(method: string, params: Readonly<Record<string, unknown>>, schema: z.ZodType<T>): Promise<T> {
    return this.#requests.request({ method, params, schema, timeoutMs: ANSWER_MS });
  }
}
