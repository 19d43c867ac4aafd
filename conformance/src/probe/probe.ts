import type { AdbDevice } from '../adb/adb-device.ts';
import { elapsedMs, hostNanos } from '../wait.ts';
import {
  anySchema,
  type CallAnswer,
  type CallRequest,
  callSchema,
  clockSchema,
  countSchema,
  describeSchema,
  eventsSchema,
  type GatewayConfig,
  handshakeSchema,
  type NetworkState,
  networkStateSchema,
  type Permissions,
  type ProbeDescription,
  type ProbeEvent,
  permissionsSchema,
  type RawAnswer,
  type RawRequest,
  rawAnswerSchema,
  type Subject,
  storageSchema,
  subjectSchema,
} from './messages.ts';
import { ProbeConnection } from './probe-connection.ts';
import { ProbeError } from './probe-error.ts';

const ANSWER_MS = 15_000;
const QUIT_MS = 5_000;
const POLL_MS = 60_000;
const CLOCK_ROUNDS = 5;

/** One look at the device's clock from here. */
export interface ClockReading {
  /** Device's elapsedRealtimeNanos minus this machine's monotonic clock, at the middle of the shortest round trip. */
  readonly offsetNanos: bigint;
  readonly roundTripMs: number;
}

/** How to reach a probe that already serves. */
export interface ProbeAccess {
  readonly token: string;
  open(): ReturnType<AdbDevice['openPort']>;
}

/**
 * The host's side of android-probe/PROTOCOL.md: one connection for requests, one on which events are waited for.
 * Nothing here judges.
 */
export class Probe {
  readonly #requests: ProbeConnection;
  readonly #polls: ProbeConnection;

  private constructor(requests: ProbeConnection, polls: ProbeConnection) {
    this.#requests = requests;
    this.#polls = polls;
  }

  static async connect(access: ProbeAccess): Promise<Probe> {
    const requests = new ProbeConnection(await access.open(), access.token);
    const polls = new ProbeConnection(await access.open(), access.token);
    const hello = await requests.request('handshake', { protocol: '1.0' }, handshakeSchema, ANSWER_MS);
    if (hello.protocol.split('.')[0] !== '1') {
      throw new ProbeError('NOT_STARTED', `the probe speaks protocol ${hello.protocol}, we speak 1.0`);
    }
    return new Probe(requests, polls);
  }

  describe(): Promise<ProbeDescription> {
    return this.#requests.request('describe', {}, describeSchema, ANSWER_MS);
  }

  configure(gateway: GatewayConfig, mutant: string | null): Promise<Subject> {
    return this.#requests.request('configure', { gateway, mutant }, subjectSchema, ANSWER_MS);
  }

  call(request: CallRequest): Promise<CallAnswer> {
    return this.#requests.request('call', { ...request }, callSchema, ANSWER_MS);
  }

  /** Waits on a connection of its own until an event newer than `after` is there, or the time is over. */
  async events(after: number, timeoutMs: number): Promise<readonly ProbeEvent[]> {
    const bounded = Math.max(0, Math.min(Math.round(timeoutMs), POLL_MS));
    const answer = await this.#polls.request('events', { after, timeoutMs: bounded }, eventsSchema, bounded + ANSWER_MS);
    return answer.events;
  }

  networkState(): Promise<NetworkState> {
    return this.#requests.request('network', { action: 'state' }, networkStateSchema, ANSWER_MS);
  }

  permissions(): Promise<Permissions> {
    return this.#requests.request('permissions', {}, permissionsSchema, ANSWER_MS);
  }

  /** The probe's own request, past the subject. */
  rawRequest(request: RawRequest): Promise<RawAnswer> {
    return this.#requests.request('network', { action: 'request', ...request }, rawAnswerSchema, request.timeoutMs + ANSWER_MS);
  }

  async outstandingRequests(): Promise<number> {
    return (await this.#requests.request('network', { action: 'count' }, countSchema, ANSWER_MS)).outstanding;
  }

  async storageHits(texts: readonly string[]): Promise<readonly { readonly file: string; readonly index: number }[]> {
    return (await this.#requests.request('storage', { search: texts }, storageSchema, ANSWER_MS)).hits;
  }

  /** The best of some round trips. */
  async readClock(): Promise<ClockReading> {
    const readings: ClockReading[] = [];
    for (let round = 0; round < CLOCK_ROUNDS; round++) {
      const sent = hostNanos();
      const { elapsedRealtimeNanos } = await this.#requests.request('clock', {}, clockSchema, ANSWER_MS);
      const roundTripMs = elapsedMs(sent);
      const middle = sent + BigInt(Math.round((roundTripMs / 2) * 1e6));
      readings.push({ offsetNanos: BigInt(elapsedRealtimeNanos) - middle, roundTripMs });
    }
    return readings.reduce((best, next) => (next.roundTripMs < best.roundTripMs ? next : best));
  }

  async reset(): Promise<void> {
    await this.#requests.request('reset', {}, anySchema, ANSWER_MS);
  }

  async quit(): Promise<void> {
    await this.#requests.request('quit', {}, anySchema, QUIT_MS);
  }

  /** One of the two conversations has ended. */
  get isGone(): boolean {
    return this.#requests.isGone || this.#polls.isGone;
  }

  disconnect(): void {
    this.#requests.close();
    this.#polls.close();
  }
}
