import { centre, describeQuery, findNode } from './adb/ui-dump.ts';
import { rawRequest } from './canary.ts';
import type { Step, View } from './check.ts';
import type { Observer } from './observer.ts';
import type { CallRequest, ProbeEvent } from './probe/messages.ts';
import { ProbeError } from './probe/probe-error.ts';
import type { Rig } from './rig.ts';
import { until } from './wait.ts';

const KEYCODE_BACK = 4;
const VIEW_MS = 3_000;
const RELEASE_MS = 1_000;
const DEFAULT_REQUEST_CODE = 1;

/** The subject did not come to where the next step could be done: the reason, in a line. */
export type Stop = string | null;

type Kind = Step['do'];
type Of<K extends Kind> = Extract<Step, { readonly do: K }>;
type Doer<K extends Kind> = (step: Of<K>, rig: Rig, observer: Observer) => Promise<Stop>;

/** One row a step: how it is done. */
const DOERS: { readonly [K in Kind]: Doer<K> } = {
  call: doCall,
  invoke: doInvoke,
  theme: async ({ as, theme }, rig, observer) => {
    const request = { api: 'setAuthThemeConfig', callId: rig.nextCallId(as), theme };
    return send(as, request, rig, observer);
  },
  await: async ({ call, withinMs }, _, observer) => {
    const callId = observer.gathered.calls[call]?.callId;
    const event = await observer.awaitEvent((one) => one.type === 'result' && one.callId === callId, withinMs);
    return event === null ? `no callback of ${call} within ${withinMs} ms` : null;
  },
  'await-page': async ({ withinMs }, rig, observer) => awaitPage(withinMs, rig, observer),
  'await-request': async ({ plane, operation, withinMs }, rig, observer) => {
    const request = await rig.gateway.waitForRequest(plane, operation, observer.start.journal, withinMs);
    return request === null ? `no ${operation} reached the gateway within ${withinMs} ms` : null;
  },
  watch: async ({ forMs }, _, observer) => {
    await observer.awaitEvent(() => false, forMs);
    return null;
  },
  radio: async ({ set }, rig) => done(rig.radio.set(set)),
  fault: async ({ fault }, rig) => done(rig.gateway.putFault(fault)),
  'clear-faults': async (_, rig) => done(rig.gateway.clearFaults()),
  release: async (_, rig) => done(rig.gateway.release()),
  advance: async ({ ms }, rig) => done(rig.gateway.advance(ms)),
  raw: async ({ as, bearer }, rig, observer) => {
    observer.gathered.raws[as] = await rawRequest(rig.probe, rig.targets, 'ca', bearer);
    return null;
  },
  'count-held': async ({ as, since }, rig, observer) => {
    const { held } = observer.gathered;
    held[as] = since === undefined ? await heldBy(rig) : await settledHeld(rig, held[since] ?? 0);
    return null;
  },
  look: async ({ as }, rig, observer) => {
    const screenshot = `${as}.png`;
    observer.screenshots.set(screenshot, await rig.device.screencap());
    observer.gathered.screens[as] = { screenshot, nodes: await rig.device.dump() };
    return null;
  },
  tap: async ({ on }, rig) => tap(on, rig),
  back: async (_, rig) => done(rig.device.key(KEYCODE_BACK)),
  exchange: async ({ as, tokenOf }, rig, observer) => {
    const token = tokenFrom(tokenOf, observer);
    if (token === null) {
      return `${tokenOf} gave no token to exchange`;
    }
    observer.gathered.exchanges[as] = await rig.gateway.exchange(token);
    return null;
  },
};

/** Does one step. A named step is marked first, so that expectations can count from it. */
export async function doStep(step: Step, rig: Rig, observer: Observer): Promise<Stop> {
  if ('as' in step) {
    await observer.mark(step.as);
  }
  const doer = DOERS[step.do] as Doer<Kind>;
  return doer(step, rig, observer);
}

async function done(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}

async function doCall(step: Of<'call'>, rig: Rig, observer: Observer): Promise<Stop> {
  const { appId = rig.app.appid, appKey = rig.app.appKey, requestCode = DEFAULT_REQUEST_CODE } = step;
  const request = { api: step.api, callId: rig.nextCallId(step.as), appId, appKey };
  return send(step.as, requestCode === null ? request : { ...request, requestCode }, rig, observer);
}

async function doInvoke(step: Of<'invoke'>, rig: Rig, observer: Observer): Promise<Stop> {
  const request = { api: step.api, callId: rig.nextCallId(step.as) };
  return send(step.as, step.value === undefined ? request : { ...request, value: step.value }, rig, observer);
}

async function send(name: string, request: CallRequest, rig: Rig, observer: Observer): Promise<Stop> {
  const call = { api: request.api, callId: request.callId };
  try {
    const { startedNanos, value } = await rig.probe.call(request);
    observer.gathered.calls[name] = { ...call, startedNanos, value: value ?? null, threw: null };
    return null;
  } catch (cause) {
    if (!(cause instanceof ProbeError) || cause.code !== 'SDK_THREW') {
      throw cause;
    }
    observer.gathered.calls[name] = { ...call, startedNanos: '0', value: null, threw: cause.message };
    return `the SDK threw in ${request.api}: ${cause.message}`;
  }
}

/** Up means: on screen, to be seen and tapped. The page-in event is judged, not relied upon. */
async function awaitPage(withinMs: number, rig: Rig, observer: Observer): Promise<Stop> {
  const up = await until(async () => {
    const nodes = await rig.device.dump();
    return findNode(nodes, { checkable: true }) === null ? null : true;
  }, withinMs);
  await observer.drain();
  if (up !== null) {
    return null;
  }
  const codes = observer.events.filter((event) => event.type === 'result').map((event) => resultCodeOf(event));
  return `no authorisation page within ${withinMs} ms${codes.length === 0 ? '' : `; results so far: ${codes.join(', ')}`}`;
}

/** A release may take the system a moment; what is still held after it counts. */
async function settledHeld(rig: Rig, before: number): Promise<number> {
  const settled = await until(async () => {
    const held = await heldBy(rig);
    return held <= before ? held : null;
  }, RELEASE_MS);
  return settled ?? heldBy(rig);
}

/** AOSP NetworkRequest.toString: one line a request, with the package that asked. */
async function heldBy(rig: Rig): Promise<number> {
  const lines = (await rig.device.run('dumpsys connectivity')).split('\n');
  return lines.filter((line) => line.includes(' REQUEST id=') && line.includes(`RequestorPkg: ${rig.app.packageName} `)).length;
}

function resultCodeOf({ payload }: ProbeEvent): string {
  const json = payload['json'] as { readonly resultCode?: unknown } | null | undefined;
  return String(json?.resultCode);
}

async function tap(on: View, rig: Rig): Promise<Stop> {
  const node = await until(async () => findNode(await rig.device.dump(), on), VIEW_MS);
  if (node === null) {
    return `no view with ${describeQuery(on)} to tap on`;
  }
  const { x, y } = centre(node.bounds);
  await rig.device.tap(x, y);
  return null;
}

function tokenFrom(call: string, observer: Observer): string | null {
  const callId = observer.gathered.calls[call]?.callId;
  const event = observer.events.find((one) => one.type === 'result' && one.callId === callId);
  const token = (event?.payload['json'] as { readonly token?: unknown } | null | undefined)?.token;
  return typeof token === 'string' && token !== '' ? token : null;
}
