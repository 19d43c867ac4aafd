import { centre, describeQuery, findNode, type UiNode } from './adb/ui-dump.ts';
import { rawRequest } from './canary.ts';
import type { Step, View } from './check.ts';
import type { Collector } from './collector.ts';
import { heldRequests, settledRequests } from './device/network-requests.ts';
import { type ObservedCall, resultJson } from './observations.ts';
import type { CallRequest, ProbeEvent } from './probe/messages.ts';
import { ProbeError } from './probe/probe-error.ts';
import type { Testbed } from './testbed.ts';
import { until } from './wait.ts';

const KEYCODE_BACK = 4;
const VIEW_MS = 3_000;
/** The system may need a moment to release; what is still held after it counts. */
const RELEASE_MS = 5_000;
const DEFAULT_REQUEST_CODE = 1;

/** Why the step could not be performed: the subject did not come to the point where it is possible. Null where it was performed. */
export type StopReason = string | null;

type Kind = Step['do'];
type StepOf<K extends Kind> = Extract<Step, { readonly do: K }>;
type Performer<K extends Kind> = (step: StepOf<K>, testbed: Testbed, collector: Collector) => Promise<StopReason>;

/** One row per kind of step: how it is performed. */
const PERFORMERS: { readonly [K in Kind]: Performer<K> } = {
  call: performCall,
  invoke: performInvoke,
  theme: ({ as, theme }, testbed, collector) => {
    const request = { api: 'setAuthThemeConfig', callId: testbed.nextCallId(as), theme };
    return sendCall({ name: as, request }, testbed, collector);
  },
  await: async ({ call, withinMs }, _, collector) => {
    const callId = collector.callIdOf(call);
    const event = await collector.awaitEvent((one) => one.type === 'result' && one.callId === callId, withinMs);
    return event === null ? `no callback of ${call} within ${withinMs} ms` : null;
  },
  'await-page': awaitPage,
  'await-request': async ({ plane, operation, withinMs }, { gateway }, collector) => {
    const request = await gateway.waitForRequest({ plane, operation, after: collector.start.journal }, withinMs);
    return request === null ? `no ${operation} reached the gateway within ${withinMs} ms` : null;
  },
  watch: async ({ forMs }, _, collector) => {
    await collector.awaitEvent(() => false, forMs);
    return null;
  },
  radio: ({ set }, { radio }) => performed(radio.set(set)),
  fault: ({ fault }, { gateway }) => performed(gateway.putFault(fault)),
  'clear-faults': (_, { gateway }) => performed(gateway.clearFaults()),
  release: (_, { gateway }) => performed(gateway.release()),
  advance: ({ ms }, { gateway }) => performed(gateway.advance(ms)),
  raw: async ({ as, bearer }, { probe, targets }, collector) => {
    collector.collected.raws[as] = await rawRequest(probe, targets, { target: 'ca', bearer });
    return null;
  },
  'count-held': async ({ as, since }, testbed, collector) => {
    const { held } = collector.collected;
    held[as] =
      since === undefined ? await heldRequests(testbed) : (await settledRequests(testbed, held[since] ?? 0, RELEASE_MS)).held;
    return null;
  },
  look: async ({ as }, { device }, collector) => {
    const screenshot = `${as}.png`;
    collector.screenshots.set(screenshot, await device.screencap());
    collector.collected.screens[as] = { screenshot, nodes: await device.dump() };
    return null;
  },
  tap: ({ on }, testbed, collector) => tapView(on, testbed, collector),
  back: (_, { device }) => performed(device.key(KEYCODE_BACK)),
  exchange: async ({ as, tokenOf }, { gateway }, collector) => {
    const token = tokenFrom(tokenOf, collector);
    if (token === null) {
      return `${tokenOf} gave no token to exchange`;
    }
    collector.collected.exchanges[as] = await gateway.exchange(token);
    return null;
  },
};

/** Performs one step. A named step is marked first, so that expectations can count from it. */
export async function performStep(step: Step, testbed: Testbed, collector: Collector): Promise<StopReason> {
  if ('as' in step) {
    await collector.mark(step.as);
  }
  const perform = PERFORMERS[step.do] as Performer<Kind>;
  return perform(step, testbed, collector);
}

async function performed(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}

async function performCall(step: StepOf<'call'>, testbed: Testbed, collector: Collector): Promise<StopReason> {
  const { appId = testbed.app.appid, appKey = testbed.app.appKey, requestCode = DEFAULT_REQUEST_CODE } = step;
  const base = { api: step.api, callId: testbed.nextCallId(step.as), appId, appKey };
  const request = requestCode === null ? base : { ...base, requestCode };
  return sendCall({ name: step.as, request }, testbed, collector);
}

async function performInvoke(step: StepOf<'invoke'>, testbed: Testbed, collector: Collector): Promise<StopReason> {
  const base = { api: step.api, callId: testbed.nextCallId(step.as) };
  const request = step.value === undefined ? base : { ...base, value: step.value };
  const stop = await sendCall({ name: step.as, request }, testbed, collector);
  if (step.api === 'setOverTime' && step.value !== undefined && stop === null) {
    collector.limitMs = step.value;
  }
  return stop;
}

interface NamedCall {
  readonly name: string;
  readonly request: CallRequest;
}

type CallFacts = Omit<ObservedCall, 'startedNanos' | 'value' | 'threw'>;

/** What laws must know of the call, as it is entered. */
async function callFacts(
  { api, callId, ...given }: CallRequest,
  { radio, app }: Testbed,
  { limitMs }: Collector,
): Promise<CallFacts> {
  return {
    api,
    callId,
    requestCode: given.requestCode ?? -1,
    limitMs,
    bearers: await radio.bearers(),
    hasOwnKeys: given.appId !== app.appid || given.appKey !== app.appKey,
  };
}

async function sendCall({ name, request }: NamedCall, testbed: Testbed, collector: Collector): Promise<StopReason> {
  const { probe } = testbed;
  const { collected } = collector;
  const call = await callFacts(request, testbed, collector);
  try {
    const { startedNanos, value } = await probe.call(request);
    collected.calls[name] = { ...call, startedNanos, value: value ?? null, threw: null };
    return null;
  } catch (error) {
    if (!(error instanceof ProbeError) || error.code !== 'SDK_THREW') {
      throw error;
    }
    collected.calls[name] = { ...call, startedNanos: '0', value: null, threw: error.message };
    return `the SDK threw in ${request.api}: ${error.message}`;
  }
}

/** The page is up when it is on the screen, where it can be seen and tapped. The page-in event is judged and not relied upon. */
async function awaitPage({ withinMs }: StepOf<'await-page'>, { device }: Testbed, collector: Collector): Promise<StopReason> {
  const look = async (): Promise<UiNode | null> => findNode(await device.dump(), { checkable: true });
  const page = await patiently(look, withinMs, collector);
  await collector.drain();
  if (page !== null) {
    return null;
  }
  const own = new Set(Object.values(collector.collected.calls).map(({ callId }) => callId));
  const results = collector.events.filter(({ type, callId }) => type === 'result' && own.has(callId ?? ''));
  const codes = results.map(resultCodeOf);
  return `no authorisation page within ${withinMs} ms${codes.length === 0 ? '' : `; results so far: ${codes.join(', ')}`}`;
}

/** A busy machine gets more time: nothing that is judged is timed here. */
const PATIENCE = 3;

async function patiently<T>(look: () => Promise<T | null>, withinMs: number, { heartbeat }: Collector): Promise<T | null> {
  const inTime = await until(look, withinMs);
  return inTime === null && heartbeat?.isLoaded === true ? until(look, withinMs * (PATIENCE - 1)) : inTime;
}

function resultCodeOf(event: ProbeEvent): string {
  return String(resultJson(event)['resultCode']);
}

async function tapView(view: View, { device }: Testbed, collector: Collector): Promise<StopReason> {
  const node = await patiently(async () => findNode(await device.dump(), view), VIEW_MS, collector);
  if (node === null) {
    return `no view with ${describeQuery(view)} to tap on`;
  }
  await device.tap(centre(node.bounds));
  return null;
}

function tokenFrom(call: string, collector: Collector): string | null {
  const callId = collector.callIdOf(call);
  const event = collector.events.find((one) => one.type === 'result' && one.callId === callId);
  const token = event === undefined ? null : resultJson(event)['token'];
  return typeof token === 'string' && token !== '' ? token : null;
}
