import type { Collector } from './collector.ts';
import { settledRequests } from './device/network-requests.ts';
import type { HeldNetworkRequests, Observations } from './observations.ts';
import { isOfProbe } from './probe/probe-classes.ts';
import { ProbeError } from './probe/probe-error.ts';
import { noteLeft, releasePatience } from './release-patience.ts';
import { ASYNC_APIS } from './row-view.ts';
import type { Testbed } from './testbed.ts';
import { elapsedMs, hostNanos, until } from './wait.ts';

/** A call whose answer was held ends within its limit and this. */
const END_MS = 1_500;
/** quitAuthActivity() has ended the page's activity by then. */
const QUIT_MS = 1_000;

type RowEnd = Pick<Observations, 'closingEvents' | 'networkRequests' | 'pages' | 'pagesAfterQuit' | 'bound'>;

export const NOT_CLOSED: Omit<RowEnd, 'networkRequests'> = { closingEvents: [], pages: [], pagesAfterQuit: [], bound: [] };

/**
 * Ends a row, so that nothing of it reaches the next: held answers are released, a page is left by quitAuthActivity(), and calls that
 * the row left open are waited for. What comes to light meanwhile is judged by laws only.
 */
export async function closeRow(testbed: Testbed, collector: Collector, heldBefore: number): Promise<RowEnd> {
  const { probe, gateway } = testbed;
  const judged = collector.events.length;
  const { bound } = await probe.networkState();
  const pages = await subjectActivities(testbed);
  await gateway.release();
  const hasLogin = Object.values(collector.collected.calls).some(({ api }) => api === 'loginAuth');
  if (hasLogin) {
    await quit(testbed, collector);
  }
  await awaitOpenCalls(collector);
  const pagesAfterQuit = hasLogin ? await activitiesLeft(testbed) : [];
  const networkRequests = await networkRequestsLeft(testbed, collector, heldBefore);
  await collector.drain();
  return {
    closingEvents: collector.events.splice(judged),
    networkRequests,
    pages,
    pagesAfterQuit,
    bound: bound ? ['after the last step'] : [],
  };
}

/** An exception out of it is the subject's doing, and is judged by the law of the living app. */
async function quit({ probe, nextCallId }: Testbed, { collected, limitMs }: Collector): Promise<void> {
  const request = { api: 'quitAuthActivity', callId: nextCallId('quit') };
  try {
    await probe.call(request);
  } catch (error) {
    if (!(error instanceof ProbeError) || error.code !== 'SDK_THREW') {
      throw error;
    }
    const bearers = { wifi: false, cellular: false };
    const facts = { ...request, requestCode: -1, limitMs, bearers, hasOwnKeys: false };
    collected.calls['quit at the end'] = { ...facts, startedNanos: '0', value: null, threw: error.message };
  }
}

async function awaitOpenCalls(collector: Collector): Promise<void> {
  const from = hostNanos();
  for (const call of Object.values(collector.collected.calls)) {
    if (ASYNC_APIS.includes(call.api) && call.threw === null && call.hasListener !== false) {
      const left = Math.min(call.limitMs, MAX_LIMIT_MS) + END_MS - elapsedMs(from);
      await collector.awaitEvent((event) => event.type === 'result' && event.callId === call.callId, left);
    }
  }
}

/** Limits that a row sets to see what the SDK makes of them are not waited for. */
const MAX_LIMIT_MS = 9_000;

async function activitiesLeft(testbed: Testbed): Promise<readonly string[]> {
  const gone = await until(async () => ((await subjectActivities(testbed)).length === 0 ? true : null), QUIT_MS);
  return gone === null ? subjectActivities(testbed) : [];
}

/** Activities of the app that are not the probe's own. AOSP ActivityRecord.toString: `ActivityRecord{hash u0 package/.Class t12}`. */
async function subjectActivities({ device, app }: Testbed): Promise<readonly string[]> {
  const text = await device.run('dumpsys activity activities');
  const names = [...text.matchAll(/Hist +#\d+: ActivityRecord\{\S+ u\d+ ([^/\s]+)\/(\S+)/g)];
  return names.flatMap(([, packageName = '', name = '']) =>
    packageName === app.packageName && !name.startsWith('.') && !isOfProbe(name) ? [name] : [],
  );
}

async function networkRequestsLeft(testbed: Testbed, { subject }: Collector, before: number): Promise<HeldNetworkRequests> {
  const { held, waitedMs } = await settledRequests(testbed, before, releasePatience(testbed, subject));
  if (held > before) {
    noteLeft(testbed, subject);
  }
  return { before, after: held, waitedMs };
}
