import { rawRequest } from './canary.ts';
import type { Step } from './check.ts';
import type { Collector } from './collector.ts';
import { coverPage, startOver } from './device/cover-page.ts';
import { heldRequests, RELEASE_MS, settledRequests } from './device/network-requests.ts';
import { resultJson } from './observations.ts';
import { performCall, performTurn, sendCalls } from './perform-calls.ts';
import type { ProbeEvent } from './probe/messages.ts';
import { isOfProbe } from './probe/probe-classes.ts';
import { notPossible, type Stop } from './stop.ts';
import type { Testbed } from './testbed.ts';
import { settledThreads } from './thread-growth.ts';

const KEYCODE_HOME = 3;
const KEYCODE_BACK = 4;
const KEYCODES = { ENTER: 66, DPAD_CENTER: 23 } as const;

type Kind = Step['do'];
type StepOf<K extends Kind> = Extract<Step, { readonly do: K }>;
type Performer<K extends Kind> = (step: StepOf<K>, testbed: Testbed, collector: Collector) => Promise<Stop | null>;

/** One row per kind of step: how it is performed. */
const PERFORMERS: { readonly [K in Kind]: Performer<K> } = {
  call: performCall,
  invoke: performCall,
  turn: performTurn,
  theme: ({ as, theme }, testbed, collector) => {
    collector.page.expectTheme(theme);
    const request = { api: 'setAuthThemeConfig', callId: testbed.nextCallId(as), theme };
    return sendCalls([{ name: as, request }], { testbed, collector });
  },
  await: async ({ call, withinMs }, _, collector) => {
    const callId = collector.callIdOf(call);
    const event = await collector.awaitEvent((one) => one.type === 'result' && one.callId === callId, withinMs);
    if (event === null) {
      return notPossible(`no callback of ${call} within ${withinMs} ms`);
    }
    collector.followCall(call, event.atNanos);
    return null;
  },
  'await-page': awaitPage,
  'await-request': async ({ plane, operation, withinMs, isAny }, { gateway }, collector) => {
    const query = { plane, operation, after: collector.start.journal, ...(isAny === true ? { isAny } : {}) };
    const request = await gateway.waitForRequest(query, withinMs);
    return request === null
      ? notPossible(`no ${isAny === true ? 'request' : operation} reached the gateway within ${withinMs} ms`)
      : null;
  },
  watch: async ({ forMs }, _, collector) => {
    await collector.awaitEvent(() => false, forMs);
    return null;
  },
  radio: ({ set }, { radio }) => performed(radio.set(set)),
  fault: ({ fault }, { gateway }) => performed(gateway.putFault(fault)),
  restart: async (_, testbed, collector) => {
    await collector.drain();
    await testbed.restartProcess();
    collector.followProcess();
    return null;
  },
  clock: async ({ as, ...setting }, { wallClock }, collector) => {
    collector.collected.clocks[as] = await wallClock.set(setting);
    return null;
  },
  disturb: async ({ by }, { probe }, collector) => {
    if (by.what !== 'orphan-page') {
      return performed(probe.disturb(by));
    }
    const activity = pageActivity(collector.events);
    return activity === null ? notPossible('no page of the SDK has been opened') : performed(probe.disturb({ ...by, activity }));
  },
  renumber: ({ to, operator }, { gateway, redactor }, { page }) => {
    redactor.add(to, 'number');
    page.operator = operator ?? page.operator;
    return performed(gateway.renumber(to, operator));
  },
  home: (_, { device }) => performed(device.key(KEYCODE_HOME)),
  withdraw: ({ ifChecked }, __, { page }) => page.withdraw({ ifChecked }),
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
  'list-threads': async ({ as, since, atMost = 0 }, { probe }, { collected: { threads } }) => {
    threads[as] = since === undefined ? await probe.threads() : await settledThreads(probe, threads[since] ?? [], atMost);
    return null;
  },
  'list-defaults': async ({ as }, testbed, { collected }) => {
    const changed = await testbed.probe.changedDefaults();
    collected.defaults[as] = changed;
    // What one build of the SDK has set would be found in the next one too.
    if (changed.length > 0) {
      testbed.discardProcess();
    }
    return null;
  },
  'list-kept': async ({ as }, { probe }, { collected: { kept } }) => {
    kept[as] = (await probe.keptActivities()).filter((name) => !isOfProbe(name));
    return null;
  },
  'await-page-in': async ({ withinMs }, _, collector) => {
    await collector.awaitEvent(({ type }) => type === 'pageIn', withinMs);
    return null;
  },
  look: ({ as }, _, { page }) => performed(page.look(as)),
  consent: (_, __, { page }) => page.consent(),
  press: async ({ unlessEnded }, _, collector) =>
    unlessEnded !== undefined && (await hasEnded(unlessEnded, collector)) ? null : collector.page.press(),
  'long-press': (_, __, { page }) => page.longPress(),
  close: (_, __, { page }) => page.close(),
  'open-terms': ({ as, title, heading, taps = 1 }, _, { page }) => page.openTerms(as, new RegExp(title, 'u'), { heading, taps }),
  'leave-terms': (_, __, { page }) => page.leaveTerms(),
  'answer-dialog': ({ as, answer, isOptional }, _, { page }) =>
    page.answerDialog(as, { answer, isOptional: isOptional === true }),
  night: ({ to }, { night }) => performed(night.set(to)),
  'font-scale': ({ to }, { fontScale }) => performed(fontScale.set(to)),
  rotate: ({ to }, { rotation }) => performed(rotation.set(to)),
  cover: (_, testbed) => performed(coverPage(testbed)),
  'start-over': (_, testbed) => performed(startOver(testbed)),
  back: (_, { device }) => performed(device.key(KEYCODE_BACK)),
  key: ({ key }, { device }) => performed(device.key(KEYCODES[key])),
  exchange: async ({ as, tokenOf }, { gateway }, collector) => {
    const token = tokenFrom(tokenOf, collector);
    if (token === null) {
      return notPossible(`${tokenOf} gave no token to exchange`);
    }
    collector.collected.exchanges[as] = await gateway.exchange(token);
    return null;
  },
};

/** Performs one step. A named step is marked first, so that expectations can count from it. */
export async function performStep(step: Step, testbed: Testbed, collector: Collector): Promise<Stop | null> {
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

/** A busy machine gets more time: nothing that is judged is timed here. */
const PATIENCE = 3;

/** What came instead of the page explains its absence. */
async function awaitPage(
  { as, withinMs, unlessEnded }: StepOf<'await-page'>,
  _: Testbed,
  collector: Collector,
): Promise<Stop | null> {
  const isOver = unlessEnded === undefined ? undefined : () => hasEnded(unlessEnded, collector);
  const inTime = await collector.page.awaitPage(as, withinMs, isOver);
  if (inTime !== null && (await isOver?.()) === true) {
    return null;
  }
  const isLate = inTime !== null && collector.heartbeat?.isLoaded === true;
  const stop = isLate ? await collector.page.awaitPage(as, withinMs * (PATIENCE - 1), isOver) : inTime;
  await collector.drain();
  const own = new Set(Object.values(collector.collected.calls).map(({ callId }) => callId));
  const results = collector.events.filter(({ type, callId }) => type === 'result' && own.has(callId ?? ''));
  const codes = results.map(resultCodeOf);
  return stop === null || codes.length === 0 ? stop : { ...stop, reason: `${stop.reason}; results so far: ${codes.join(', ')}` };
}

async function hasEnded(call: string, collector: Collector): Promise<boolean> {
  await collector.drain();
  const callId = collector.callIdOf(call);
  return collector.events.some((event) => event.type === 'result' && event.callId === callId);
}

/** The newest activity that is none of the probe's. */
function pageActivity(events: readonly ProbeEvent[]): string | null {
  const names = events.filter(({ type }) => type === 'activity').map(({ payload }) => String(payload['name']));
  return names.findLast((name) => !isOfProbe(name)) ?? null;
}

function resultCodeOf(event: ProbeEvent): string {
  return String(resultJson(event)['resultCode']);
}

function tokenFrom(call: string, collector: Collector): string | null {
  const callId = collector.callIdOf(call);
  const event = collector.events.find((one) => one.type === 'result' && one.callId === callId);
  const token = event === undefined ? null : resultJson(event)['token'];
  return typeof token === 'string' && token !== '' ? token : null;
}
