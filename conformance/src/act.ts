import { centre, describeQuery, findNode } from './adb/ui-dump.ts';
import { rawRequest } from './canary.ts';
import type { Step, View } from './check.ts';
import type { Collector } from './collector.ts';
import type { CallRequest, ProbeEvent } from './probe/messages.ts';
import { ProbeError } from './probe/probe-error.ts';
import type { Testbed } from './testbed.ts';
import { until } from './wait.ts';

const KEYCODE_BACK = 4;
const VIEW_MS = 3_000;
const RELEASE_MS = 1_000;
const DEFAULT_REQUEST_CODE = 1;

/** The subject did not come to where the next step could be done: the reason, in a line. */
export type Stop = string | null;

type Kind = Step['do'];
type Of<K extends Kind> = Extract<Step, { readonly do: K }>;
type Doer<K extends Kind> = (step: Of<K>, testbed: Testbed, collector: Collector) => Promise<Stop>;

/** One row a step: how it is done. */
const DOERS: { readonly [K in Kind]: Doer<K> } = {
  call: doCall,
  invoke: doInvoke,
  theme: async ({ as, theme }, testbed, collector) => {
    const request = { api: 'setAuthThemeConfig', callId: testbed.nextCallId(as), theme };
    return send(as, request, testbed, collector);
  },
  await: async ({ call, withinMs }, _, collector) => {
    const callId = collector.gathered.calls[call]?.callId;
    const event = await collector.awaitEvent((one) => one.type === 'result' && one.callId === callId, withinMs);
    return event === null ? `no callback of ${call} within ${withinMs} ms` : null;
  },
  'await-page': async ({ withinMs }, testbed, collector) => awaitPage(withinMs, testbed, collector),
  'await-request': async ({ plane, operation, withinMs }, testbed, collector) => {
    const request = await testbed.gateway.waitForRequest(plane, operation, collector.start.journal, withinMs);
    return request === null ? `no ${operation} reached the gateway within ${withinMs} ms` : null;
  },
  watch: async ({ forMs }, _, collector) => {
    await collector.awaitEvent(() => false, forMs);
    return null;
  },
  radio: async ({ set }, testbed) => done(testbed.radio.set(set)),
  fault: async ({ fault }, testbed) => done(testbed.gateway.putFault(fault)),
  'clear-faults': async (_, testbed) => done(testbed.gateway.clearFaults()),
  release: async (_, testbed) => done(testbed.gateway.release()),
  advance: async ({ ms }, testbed) => done(testbed.gateway.advance(ms)),
  raw: async ({ as, bearer }, testbed, collector) => {
    collector.gathered.raws[as] = await rawRequest(testbed.probe, testbed.targets, 'ca', bearer);
    return null;
  },
  'count-held': async ({ as, since }, testbed, collector) => {
    const { held } = collector.gathered;
    held[as] = since === undefined ? await heldBy(testbed) : await settledHeld(testbed, held[since] ?? 0);
    return null;
  },
  look: async ({ as }, testbed, collector) => {
    const screenshot = `${as}.png`;
    collector.screenshots.set(screenshot, await testbed.device.screencap());
    collector.gathered.screens[as] = { screenshot, nodes: await testbed.device.dump() };
    return null;
  },
  tap: async ({ on }, testbed) => tap(on, testbed),
  back: async (_, testbed) => done(testbed.device.key(KEYCODE_BACK)),
  exchange: async ({ as, tokenOf }, testbed, collector) => {
    const token = tokenFrom(tokenOf, collector);
    if (token === null) {
      return `${tokenOf} gave no token to exchange`;
    }
    collector.gathered.exchanges[as] = await testbed.gateway.exchange(token);
    return null;
  },
};

/** Does one step. A named step is marked first, so that expectations can count from it. */
export async function performStep(step: Step, testbed: Testbed, collector: Collector): Promise<Stop> {
  if ('as' in step) {
    await collector.mark(step.as);
  }
  const doer = DOERS[step.do] as Doer<Kind>;
  return doer(step, testbed, collector);
}

async function done(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}

async function doCall(step: Of<'call'>, testbed: Testbed, collector: Collector): Promise<Stop> {
  const { appId = testbed.app.appid, appKey = testbed.app.appKey, requestCode = DEFAULT_REQUEST_CODE } = step;
  const request = { api: step.api, callId: testbed.nextCallId(step.as), appId, appKey };
  return send(step.as, requestCode === null ? request : { ...request, requestCode }, testbed, collector);
}

async function doInvoke(step: Of<'invoke'>, testbed: Testbed, collector: Collector): Promise<Stop> {
  const request = { api: step.api, callId: testbed.nextCallId(step.as) };
  return send(step.as, step.value === undefined ? request : { ...request, value: step.value }, testbed, collector);
}

async function send(name: string, request: CallRequest, testbed: Testbed, collector: Collector): Promise<Stop> {
  const call = { api: request.api, callId: request.callId };
  try {
    const { startedNanos, value } = await testbed.probe.call(request);
    collector.gathered.calls[name] = { ...call, startedNanos, value: value ?? null, threw: null };
    return null;
  } catch (cause) {
    if (!(cause instanceof ProbeError) || cause.code !== 'SDK_THREW') {
      throw cause;
    }
    collector.gathered.calls[name] = { ...call, startedNanos: '0', value: null, threw: cause.message };
    return `the SDK threw in ${request.api}: ${cause.message}`;
  }
}

/** Up means: on screen, to be seen and tapped. The page-in event is judged, not relied upon. */
async function awaitPage(withinMs: number, testbed: Testbed, collector: Collector): Promise<Stop> {
  const up = await until(async () => {
    const nodes = await testbed.device.dump();
    return findNode(nodes, { checkable: true }) === null ? null : true;
  }, withinMs);
  await collector.drain();
  if (up !== null) {
    return null;
  }
  const codes = collector.events.filter((event) => event.type === 'result').map((event) => resultCodeOf(event));
  return `no authorisation page within ${withinMs} ms${codes.length === 0 ? '' : `; results so far: ${codes.join(', ')}`}`;
}

/** A release may take the system a moment; what is still held after it counts. */
async function settledHeld(testbed: Testbed, before: number): Promise<number> {
  const settled = await until(async () => {
    const held = await heldBy(testbed);
    return held <= before ? held : null;
  }, RELEASE_MS);
  return settled ?? heldBy(testbed);
}

/** AOSP NetworkRequest.toString: one line a request, with the package that asked. */
async function heldBy(testbed: Testbed): Promise<number> {
  const lines = (await testbed.device.run('dumpsys connectivity')).split('\n');
  return lines.filter((line) => line.includes(' REQUEST id=') && line.includes(`RequestorPkg: ${testbed.app.packageName} `))
    .length;
}

function resultCodeOf({ payload }: ProbeEvent): string {
  const json = payload['json'] as { readonly resultCode?: unknown } | null | undefined;
  return String(json?.resultCode);
}

async function tap(on: View, testbed: Testbed): Promise<Stop> {
  const node = await until(async () => findNode(await testbed.device.dump(), on), VIEW_MS);
  if (node === null) {
    return `no view with ${describeQuery(on)} to tap on`;
  }
  const { x, y } = centre(node.bounds);
  await testbed.device.tap(x, y);
  return null;
}

function tokenFrom(call: string, collector: Collector): string | null {
  const callId = collector.gathered.calls[call]?.callId;
  const event = collector.events.find((one) => one.type === 'result' && one.callId === callId);
  const token = (event?.payload['json'] as { readonly token?: unknown } | null | undefined)?.token;
  return typeof token === 'string' && token !== '' ? token : null;
}
