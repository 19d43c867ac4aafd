import type { GatewayRequest, RelayConnection } from './observations.ts';
import type { CallRequest, ProbeDescription, ProbeEvent } from './probe/messages.ts';
import type { Carriage } from './proofs/carriage.ts';
import type { TestbedOptions } from './testbed/testbed-options.ts';
import { openTestbed, type Testbed } from './testbed.ts';
import { elapsedMs, hostNanos } from './wait.ts';

export { AdbDevice } from './adb/adb-device.ts';
export { type AdbServer, serverPlace, userAdbServer } from './adb/adb-server.ts';
export { CleanupError } from './cleanup-stack.ts';
export { type DeviceCard, describeDevices } from './device/describe-device.ts';
export {
  HAND_SWITCHES,
  type HandSwitch,
  positionsOf,
  readControls,
  readSwitch,
  restoreSwitches,
  setSwitch,
} from './device/device-switches.ts';
export { examineDevice, type Finding } from './device/examine-device.ts';
export { requireGatewayAddress } from './device/gateway-address.ts';
export { type Hand, handAtTerminal } from './device/hand.ts';
export { requireRoutes } from './device/host-route.ts';
export { changedDevices, UndoFile, undoFolder } from './device/undo-file.ts';
export { BenchError, UsageError } from './errors.ts';
export { BEARER_NAMES } from './observations.ts';
export { InstalledProbe, requireProbe } from './probe/installed-probe.ts';
export { ProbeError } from './probe/probe-error.ts';
export { Scratch } from './scratch.ts';
export { requireDialect } from './testbed/testbed-gateway.ts';
export type { Carriage, GatewayRequest, ProbeDescription, ProbeEvent, RelayConnection, TestbedOptions };

/** These answer through a listener. */
const ASYNCHRONOUS: ReadonlySet<string> = new Set(['getPhoneInfo', 'loginAuth', 'mobileAuth']);
const PAGE_CALL = 'page';
/** Further callbacks of a call would come soon after the first. */
const SECOND_CALLBACK_MS = 300;
const POLL_MS = 200;

export interface HandCall {
  readonly api: string;
  /** Null: those of the app that the gateway knows. */
  readonly appId: string | null;
  readonly appKey: string | null;
  readonly requestCode: number | null;
  /** The argument of setOverTime. */
  readonly value: number | null;
  /** setOverTime before the call; null leaves the SDK's own limit. */
  readonly limitMs: number | null;
  /** How long the callback is waited for. */
  readonly waitMs: number;
}

/** One call as app, device and gateway saw it. */
export interface CallReport {
  readonly startedNanos: string;
  /** What a call without a listener returned. */
  readonly value: unknown;
  readonly isAsynchronous: boolean;
  readonly events: readonly ProbeEvent[];
  /** The app's connections meanwhile; null on a device that keeps no log of them. */
  readonly connections: readonly RelayConnection[] | null;
  /** What else proves who carried them; null where nothing does. */
  readonly carriage: Carriage | null;
  readonly requests: readonly GatewayRequest[];
}

/** The test bench without its suite: a person calls the SDK, and looks. */
export class HandBench implements AsyncDisposable {
  readonly #testbed: Testbed;

  private constructor(testbed: Testbed) {
    this.#testbed = testbed;
  }

  /** Brings gateway, device and probe up; the SDK is pointed at the gateway where it can be. */
  static async open(options: TestbedOptions): Promise<HandBench> {
    return HandBench.over(await openTestbed(options));
  }

  /** Owns the testbed from now on: where the SDK cannot be pointed at the gateway, it is taken down. */
  static async over(testbed: Testbed): Promise<HandBench> {
    try {
      await testbed.prepareProbe({});
      await testbed.gateway.arrange({});
      await testbed.configureSubject({ mutant: null, variant: null });
    } catch (error) {
      await testbed[Symbol.asyncDispose]();
      throw error;
    }
    return new HandBench(testbed);
  }

  describe(): Promise<ProbeDescription> {
    return this.#testbed.probe.describe();
  }

  get isConfigurable(): boolean {
    return this.#testbed.subject.configurable;
  }

  async call(call: HandCall): Promise<CallReport> {
    const { probe, radioLog, gateway, carriage: source } = this.#testbed;
    await this.#listenForPage();
    if (call.limitMs !== null) {
      await probe.call({ api: 'setOverTime', callId: 'limit', value: call.limitMs });
    }
    const connection = radioLog === null ? 0 : await radioLog.last(0);
    const after = await gateway.lastRequest();
    const request = this.#requestOf(call);
    const watch = (await source?.watch()) ?? null;
    try {
      const { startedNanos, value } = await probe.call(request);
      const isAsynchronous = ASYNCHRONOUS.has(call.api);
      const events = isAsynchronous ? await this.#eventsOf(request.callId, call.waitMs) : [];
      return {
        startedNanos,
        value: value ?? null,
        isAsynchronous,
        events,
        connections: radioLog === null ? null : await radioLog.connections(connection),
        carriage: (await watch?.end()) ?? null,
        requests: await gateway.requests(after),
      };
    } finally {
      watch?.close();
    }
  }

  /** Every event after `seq`, waiting for the first of them. */
  events(seq: number, waitMs: number): Promise<readonly ProbeEvent[]> {
    return this.#testbed.probe.events(seq, waitMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#testbed[Symbol.asyncDispose]();
  }

  async #listenForPage(): Promise<void> {
    const { probe, subject } = this.#testbed;
    if (subject.methods.includes('setPageInListener')) {
      await probe.call({ api: 'setPageInListener', callId: PAGE_CALL });
    }
  }

  #requestOf({ api, appId, appKey, requestCode, value }: HandCall): CallRequest {
    const { app } = this.#testbed;
    const base = { api, callId: this.#testbed.nextCallId(api) };
    if (ASYNCHRONOUS.has(api)) {
      const keys = { appId: appId ?? app.appid, appKey: appKey ?? app.appKey };
      return { ...base, ...keys, ...(requestCode === null ? {} : { requestCode }) };
    }
    return value === null ? base : { ...base, value };
  }

  /** The call's events and the page's, until the call has its result and no second one follows. */
  async #eventsOf(callId: string, waitMs: number): Promise<readonly ProbeEvent[]> {
    const from = hostNanos();
    const seen: ProbeEvent[] = [];
    let endMs = waitMs;
    while (elapsedMs(from) < endMs) {
      const left = Math.min(POLL_MS, endMs - elapsedMs(from));
      const news = await this.#testbed.probe.events(seen.at(-1)?.seq ?? 0, left);
      seen.push(...news);
      if (news.some(({ type }) => type === 'crash')) {
        // The process goes with it: nothing more will come.
        break;
      }
      if (news.some((event) => event.callId === callId && event.type === 'result')) {
        endMs = elapsedMs(from) + SECOND_CALLBACK_MS;
      }
    }
    return seen.filter((event) => event.callId === callId || event.callId === PAGE_CALL || event.type === 'crash');
  }
}
