import type { CallStep, Step } from './check.ts';
import type { Collector } from './collector.ts';
import type { CallFacts } from './observations.ts';
import type { CallAnswer, CallRequest } from './probe/messages.ts';
import { ProbeError } from './probe/probe-error.ts';
import { notPossible, type Stop } from './stop.ts';
import type { Testbed } from './testbed.ts';

/** Beyond 16 bits: an SDK that keeps it in a short loses it. */
const DEFAULT_REQUEST_CODE = 70_001;

type StepOf<K extends Step['do']> = Extract<Step, { readonly do: K }>;

/** A call of the row, as the probe is asked for it. */
interface NamedCall {
  readonly name: string;
  readonly request: CallRequest;
}

/** Makes one call of the SDK's API. */
export async function performCall(step: CallStep, testbed: Testbed, collector: Collector): Promise<Stop | null> {
  return sendCalls([await namedCall(step, testbed, collector)], { testbed, collector });
}

/** Makes several calls in one turn of the app's main thread. */
export async function performTurn(
  { calls, lastsMs }: StepOf<'turn'>,
  testbed: Testbed,
  collector: Collector,
): Promise<Stop | null> {
  const named: NamedCall[] = [];
  for (const step of calls) {
    await collector.mark(step.as);
    named.push(await namedCall(step, testbed, collector));
  }
  return sendCalls(named, { testbed, collector, lastsMs });
}

async function namedCall(step: CallStep, testbed: Testbed, collector: Collector): Promise<NamedCall> {
  return {
    name: step.as,
    request: step.do === 'call' ? await callRequest(step, testbed, collector) : invokeRequest(step, testbed),
  };
}

/** How a call names its listener to the probe. */
const LISTENERS = { own: {}, none: { listener: false }, shared: { sharedListener: 'shared' } } as const;

async function callRequest(step: StepOf<'call'>, testbed: Testbed, collector: Collector): Promise<CallRequest> {
  const { appId = testbed.app.appid, appKey = testbed.app.appKey, requestCode = DEFAULT_REQUEST_CODE } = step;
  if (typeof step.appKey === 'string' && step.appKey !== '') {
    testbed.redactor.add(step.appKey, 'appKey');
  }
  const base = { api: step.api, callId: testbed.nextCallId(step.as), appId, appKey };
  const withCode = requestCode === null ? base : { ...base, requestCode };
  const withThread = step.thread === undefined ? withCode : { ...withCode, thread: step.thread };
  const request = { ...withThread, ...LISTENERS[step.listener === undefined ? 'own' : (step.listener ?? 'none')] };
  if (step.inside === undefined) {
    return request;
  }
  const { as, lastsMs, ...inner } = step.inside;
  const inside = {
    ...inner,
    ...{ callId: testbed.nextCallId(as), appId, appKey },
    ...(lastsMs === undefined ? {} : { turnMs: lastsMs }),
  };
  collector.expectCall(step.as, { name: as, call: await callFacts(inside, testbed, collector.limitMs) });
  return { ...request, inside };
}

function invokeRequest({ as, api, thread, value }: StepOf<'invoke'>, testbed: Testbed): CallRequest {
  const base = { api, callId: testbed.nextCallId(as) };
  const withThread = thread === undefined ? base : { ...base, thread };
  return value === undefined ? withThread : { ...withThread, value };
}

/** What laws must know of the call, as it is entered. */
async function callFacts(
  { api, callId, ...given }: CallRequest,
  { radio, app, controls }: Caller,
  limitMs: number,
): Promise<CallFacts> {
  return {
    api,
    callId,
    requestCode: given.requestCode ?? -1,
    limitMs,
    bearers: await radio.bearers(),
    operatorType: controls.has('dataSim', 'first') ? await radio.operatorType() : null,
    hasOwnKeys: given.appId !== app.appid || given.appKey !== app.appKey,
    ...(given.listener === false ? { hasListener: false } : {}),
  };
}

interface EnteredCall extends NamedCall {
  readonly facts: CallFacts;
}

/** What a call needs of the testbed. */
export interface Caller {
  readonly probe: Pick<Testbed['probe'], 'call'>;
  readonly radio: Pick<Testbed['radio'], 'bearers' | 'operatorType'>;
  readonly controls: Pick<Testbed['controls'], 'has'>;
  readonly app: Pick<Testbed['app'], 'appid' | 'appKey'>;
}

interface Sending {
  readonly testbed: Caller;
  readonly collector: Pick<Collector, 'collected' | 'limitMs'>;
  /** The last call's thread is busy for so long after it. */
  readonly lastsMs?: number | undefined;
}

/** Sends the calls, which the app makes one after the other in one turn of its thread. */
export async function sendCalls(calls: readonly NamedCall[], { testbed, collector, lastsMs }: Sending): Promise<Stop | null> {
  const { collected } = collector;
  const entered: EnteredCall[] = [];
  let { limitMs } = collector;
  for (const call of calls) {
    entered.push({ ...call, facts: await callFacts(call.request, testbed, limitMs) });
    limitMs = call.request.api === 'setOverTime' ? (call.request.value ?? limitMs) : limitMs;
  }
  try {
    const answers = inOrder(await testbed.probe.call(oneTurn(calls, lastsMs)));
    for (const [index, { startedNanos, value }] of answers.entries()) {
      const call = entered[index];
      if (call !== undefined) {
        collected.calls[call.name] = { ...call.facts, startedNanos, value: value ?? null, threw: null };
      }
    }
    collector.limitMs = limitMs;
    return null;
  } catch (error) {
    if (!(error instanceof ProbeError) || error.code !== 'SDK_THREW') {
      throw error;
    }
    const [first] = entered;
    if (first !== undefined) {
      collected.calls[first.name] = { ...first.facts, startedNanos: '0', value: null, threw: error.message };
    }
    return notPossible(`the SDK threw in ${calls.map(({ request }) => request.api).join(', then ')}: ${error.message}`);
  }
}

/** The calls as one request: each but the first is the `next` of the one before. */
function oneTurn(calls: readonly NamedCall[], lastsMs: number | undefined): CallRequest {
  const [first, ...more] = calls;
  if (first === undefined) {
    throw new RangeError('a turn has a call at least');
  }
  if (more.length > 0) {
    return { ...first.request, next: oneTurn(more, lastsMs) };
  }
  return lastsMs === undefined ? first.request : { ...first.request, turnMs: lastsMs };
}

function inOrder({ next, ...first }: CallAnswer): readonly Omit<CallAnswer, 'next'>[] {
  return [first, ...(next === undefined ? [] : inOrder(next))];
}
