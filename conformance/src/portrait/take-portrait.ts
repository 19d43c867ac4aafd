import { CHECKS } from '../catalogue.ts';
import { withLedHosts } from '../connection-plane.ts';
import { heldRequests, settledRequests } from '../device/network-requests.ts';
import { ALL_ON } from '../device/radio-control.ts';
import { type GatewayRequest, resultJson } from '../observations.ts';
import type { ProbeEvent } from '../probe/messages.ts';
import { ProbeError } from '../probe/probe-error.ts';
import type { Testbed } from '../testbed.ts';
import { trapHosts } from '../trap-hosts.ts';
import { elapsedMs, hostNanos } from '../wait.ts';
import type { Portrait, PortraitCall } from './portrait.ts';
import { hostsOf, proposeRoutes } from './portrait-hosts.ts';

const APIS = ['getPhoneInfo', 'loginAuth', 'mobileAuth'] as const;
/** Guide 4.3 has a default limit of 8 s; a login may wait for its user for ever. */
const CALL_MS = 10_000;
const LOGIN_MS = 6_000;
const POLL_MS = 150;
const RELEASE_MS = 3_000;
/** A line of `logcat -v threadtime`: date, time, process, thread, priority, tag. */
const LOG_LINE = /^\S+ \S+ +(\d+) +\d+ [VDIWEF] (.*?): /;

/** Calls the SDK once by each call that it has, on a healthy device with everything on, and notes what it does. Judges nothing. */
export async function takePortrait(testbed: Testbed): Promise<Portrait> {
  const { device, subject } = testbed;
  await testbed.prepareProbe({ process: 'fresh' });
  await testbed.configureSubject({ mutant: null, variant: null });
  await testbed.radio.set(ALL_ON);
  await testbed.gateway.arrange({});
  await device.clearLog();
  const calls: PortraitCall[] = [];
  const sizes = [await testbed.probe.storageSize()];
  for (const api of APIS.filter((name) => subject.methods.includes(name))) {
    calls.push(await portrayCall(api, testbed));
    // Before the next call is prepared, which deletes what this one has left.
    sizes.push(await testbed.probe.storageSize());
    await testbed.prepareProbe({});
  }
  return {
    calls,
    files: sizes.reduce((most, one) => (one.bytes > most.bytes ? one : most)),
    logTags: tagsOf(await device.log(), await pidOf(testbed)),
    proposals: await proposalsOf(testbed),
  };
}

/** Routes for all hosts that the app has asked for so far and that lead nowhere, but for those to which rows led it. */
export async function proposalsOf({ radioLog, facts }: Testbed): Promise<readonly string[]> {
  const traps = trapHosts(CHECKS);
  const connections = (await radioLog?.connections(0)) ?? [];
  const lookups = (await radioLog?.lookups(0)) ?? [];
  const hosts = hostsOf({ connections, lookups, sent: [] }, facts);
  return proposeRoutes(hosts.filter(({ host }) => !traps.has(host)));
}

async function portrayCall(api: (typeof APIS)[number], testbed: Testbed): Promise<PortraitCall> {
  const { radioLog, gateway } = testbed;
  const mark = {
    relay: (await radioLog?.last(0)) ?? 0,
    lookup: (await radioLog?.lookups(0))?.at(-1)?.seq ?? 0,
    journal: await gateway.lastRequest(),
  };
  const called = await callAndWatch(api, testbed);
  const connections = (await radioLog?.connections(mark.relay)) ?? [];
  const traffic = {
    connections,
    lookups: (await radioLog?.lookups(mark.lookup)) ?? [],
    sent: (await radioLog?.sentBytes(mark.relay)) ?? [],
  };
  const requests = await gateway.requests(mark.journal);
  return {
    api,
    ...called,
    hosts: hostsOf(traffic, withLedHosts(testbed.facts, connections)),
    understood: requests.filter(({ operation }) => operation !== null).length,
    notUnderstood: requests.filter(({ operation }) => operation === null).map(inWords),
  };
}

type Called = Pick<PortraitCall, 'result' | 'tookMs' | 'thread' | 'networkRequests'>;

/** A call that ends the app's process is a portrait too; the rows that follow judge it. */
async function callAndWatch(api: string, testbed: Testbed): Promise<Called> {
  const before = await heldRequests(testbed);
  try {
    return await watch(api, testbed, before);
  } catch (error) {
    if (!(error instanceof ProbeError)) {
      throw error;
    }
    return { result: error.message, tookMs: null, thread: null, networkRequests: { held: 0, forMs: 0, left: 0 } };
  }
}

async function watch(api: string, testbed: Testbed, before: number): Promise<Called> {
  const { probe, app } = testbed;
  const callId = testbed.nextCallId('portrait');
  const held = new HeldTime(before);
  const { startedNanos } = await probe.call({ api, callId, appId: app.appid, appKey: app.appKey, requestCode: 1 });
  const from = hostNanos();
  const limitMs = api === 'loginAuth' ? LOGIN_MS : CALL_MS;
  let events: readonly ProbeEvent[] = [];
  let result: ProbeEvent | undefined;
  while (result === undefined && elapsedMs(from) < limitMs) {
    held.note(await heldRequests(testbed));
    events = await probe.events(0, POLL_MS);
    result = events.find((event) => event.type === 'result' && event.callId === callId);
  }
  const pages = events.filter(({ type, atNanos }) => type === 'activity' && BigInt(atNanos) >= BigInt(startedNanos));
  const settled = await settledRequests(testbed, before, RELEASE_MS);
  held.note(settled.held);
  return {
    result: result === undefined ? `no callback within ${limitMs / 1_000} s${openPage(pages)}` : codeOf(result),
    tookMs: result === undefined ? null : Math.round(Number(BigInt(result.atNanos) - BigInt(startedNanos)) / 1e6),
    thread: result?.thread ?? null,
    networkRequests: { held: held.most, forMs: held.forMs, left: Math.max(0, settled.held - before) },
  };
}

/** A login that waits for its user has a page. */
function openPage(pages: readonly ProbeEvent[]): string {
  const page = pages.at(-1);
  return page === undefined ? '' : `, page ${String(page.payload['name'])} open`;
}

/** How many network requests were held beyond those before, and for how long at most: from the look before the first to the one after the last. */
class HeldTime {
  readonly #before: number;
  #most = 0;
  #lastLook = hostNanos();
  #from: bigint | null = null;
  #forMs = 0;

  constructor(before: number) {
    this.#before = before;
  }

  note(held: number): void {
    const more = Math.max(0, held - this.#before);
    this.#most = Math.max(this.#most, more);
    if (more > 0) {
      this.#from ??= this.#lastLook;
    }
    if (this.#from !== null) {
      this.#forMs = Math.round(elapsedMs(this.#from));
    }
    if (more === 0) {
      this.#from = null;
    }
    this.#lastLook = hostNanos();
  }

  get most(): number {
    return this.#most;
  }

  get forMs(): number {
    return this.#forMs;
  }
}

function codeOf(event: ProbeEvent): string {
  const { resultCode } = resultJson(event);
  return resultCode === undefined ? 'a callback without a resultCode' : String(resultCode);
}

function inWords({ plane, trace, resultCode }: GatewayRequest): string {
  const detail = trace.at(-1)?.got ?? trace.at(-1)?.detail ?? 'a request';
  return `${plane} plane: ${detail}${resultCode === null ? '' : `, answered ${resultCode}`}`;
}

function tagsOf(lines: readonly string[], pid: string): Portrait['logTags'] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const [, process, tag = ''] = LOG_LINE.exec(line) ?? [];
    if (process === pid) {
      const name = tag.trimEnd();
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].map(([tag, count]) => ({ tag, lines: count })).toSorted((one, other) => other.lines - one.lines);
}

async function pidOf({ device, app }: Testbed): Promise<string> {
  return (await device.run(`pidof ${app.packageName}`)).trim();
}
