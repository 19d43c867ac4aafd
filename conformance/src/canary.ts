import type { Bearer, Canary } from './check.ts';
import type { CanaryReport } from './observations.ts';
import { READ_PHONE_STATE } from './probe/installed-probe.ts';
import type { RawAnswer } from './probe/messages.ts';
import type { Probe } from './probe/probe.ts';

/** URLs of the probe's own requests. */
export interface RawTargets {
  readonly ca: string;
  readonly prefetch: string;
  readonly 'get-token': string;
  /** Hosts at which nobody is. */
  readonly nowhere: string;
  readonly 'null-address': string;
}

type RawCanary = Extract<Canary, { readonly canary: 'raw' }>;

/** Long enough for an answer over any link. */
const ANSWER_MS = 5_000;

/** Outcomes in which no answer is expected are waited for a shorter time. */
const NO_ANSWER_MS: Readonly<Partial<Record<RawAnswer['outcome'], number>>> = { timeout: 300, 'no-network': 700 };

/** Checks, without the subject, that the testbed is as the row arranged it. */
export async function runCanary(canary: Canary, probe: Probe, targets: RawTargets): Promise<CanaryReport> {
  switch (canary.canary) {
    case 'default-network':
      return checkDefaultNetwork(canary.is, probe);
    case 'phone-state':
      return checkPhoneState(canary.is, probe);
    case 'raw':
      return checkRawRequest(canary, probe, targets);
  }
}

async function checkDefaultNetwork(expected: Bearer | null, probe: Probe): Promise<CanaryReport> {
  const raw = await probe.networkState();
  return {
    expected: `default network ${expected}`,
    observed: `default network ${raw.active}`,
    holds: raw.active === expected,
    raw,
  };
}

async function checkPhoneState(wanted: 'refused' | 'granted', probe: Probe): Promise<CanaryReport> {
  const raw = await probe.permissions();
  const isRequested = raw.requested.includes(READ_PHONE_STATE);
  const isHeld = raw.held.includes(READ_PHONE_STATE);
  return {
    expected: `an app that asks for READ_PHONE_STATE and ${wanted === 'granted' ? 'holds' : 'does not hold'} it`,
    observed: `an app that ${isRequested ? 'asks' : 'does not ask'} for it and ${isHeld ? 'holds' : 'does not hold'} it`,
    holds: isRequested && isHeld === (wanted === 'granted'),
    raw,
  };
}

async function checkRawRequest(canary: RawCanary, probe: Probe, targets: RawTargets): Promise<CanaryReport> {
  const { target, bearer, meets, status, says } = canary;
  const answer = await rawRequest(probe, targets, { target, bearer, timeoutMs: NO_ANSWER_MS[meets] ?? ANSWER_MS });
  const expected = [meets, status, says].filter((part) => part !== undefined).join(' ');
  return {
    expected: `${expected} for a raw ${target} request over ${bearer}`,
    observed: describeAnswer(answer),
    holds: isAsExpected(canary, answer),
    raw: answer,
  };
}

interface RawOptions {
  readonly target: keyof RawTargets;
  readonly bearer: Bearer | 'default';
  readonly timeoutMs?: number;
}

/** Sends the probe's own request to the gateway, without the subject. */
export function rawRequest(probe: Probe, targets: RawTargets, options: RawOptions): Promise<RawAnswer> {
  const { target, bearer, timeoutMs = ANSWER_MS } = options;
  const request = { bearer, url: targets[target], timeoutMs };
  if (target !== 'prefetch' && target !== 'get-token') {
    return probe.rawRequest(request);
  }
  return probe.rawRequest({ ...request, method: 'POST', body: '{}', contentType: 'application/json' });
}

function isAsExpected({ meets, status, says }: RawCanary, answer: RawAnswer): boolean {
  if (answer.outcome !== meets || (status !== undefined && answer.status !== status)) {
    return false;
  }
  return says === undefined || textOf(answer).includes(says);
}

function textOf({ headers, body, message }: RawAnswer): string {
  return `${JSON.stringify(headers ?? {})}${body ?? ''}${message ?? ''}`;
}

function describeAnswer({ outcome, status, message }: RawAnswer): string {
  const code = status === undefined || status === null ? '' : ` ${status}`;
  return `${outcome}${code}${message ? ` (${message})` : ''}`;
}
