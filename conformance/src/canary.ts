import type { Bearer, Canary } from './check.ts';
import type { CanaryReport } from './observations.ts';
import { READ_PHONE_STATE } from './probe/installed-probe.ts';
import type { RawAnswer } from './probe/messages.ts';
import type { Probe } from './probe/probe.ts';

/** Where the probe's own requests go. */
export interface RawTargets {
  readonly ca: string;
  readonly prefetch: string;
  readonly 'get-token': string;
}

/** Long enough for an answer over any link. */
const ANSWER_MS = 5_000;

/** What does not come is waited for a shorter time: an answer that is held, a network that is not granted. */
const PATIENCE_MS: Readonly<Partial<Record<RawAnswer['outcome'], number>>> = { timeout: 300, 'no-network': 700 };

/** Asks the world, past the subject, whether it is as the row arranged it. */
export async function askCanary(canary: Canary, probe: Probe, targets: RawTargets): Promise<CanaryReport> {
  if (canary.canary === 'default-network') {
    const state = await probe.networkState();
    return {
      expected: `default network ${canary.is}`,
      observed: `default network ${state.active}`,
      holds: state.active === canary.is,
      raw: state,
    };
  }
  if (canary.canary === 'phone-state') {
    return askPhoneState(probe);
  }
  const timeoutMs = PATIENCE_MS[canary.meets] ?? ANSWER_MS;
  const answer = await rawRequest(probe, targets, canary.target, canary.bearer, timeoutMs);
  const wanted = [canary.meets, canary.status, canary.says].filter((part) => part !== undefined).join(' ');
  return {
    expected: `${wanted} for a raw ${canary.target} request over ${canary.bearer}`,
    observed: inWords(answer),
    holds: meets(canary, answer),
    raw: answer,
  };
}

async function askPhoneState(probe: Probe): Promise<CanaryReport> {
  const raw = await probe.permissions();
  const isAskedFor = raw.requested.includes(READ_PHONE_STATE);
  const isHeld = raw.held.includes(READ_PHONE_STATE);
  return {
    expected: 'an app that asks for READ_PHONE_STATE and does not hold it',
    observed: `an app that ${isAskedFor ? 'asks' : 'does not ask'} for it and ${isHeld ? 'holds' : 'does not hold'} it`,
    holds: isAskedFor && !isHeld,
    raw,
  };
}

export function rawRequest(
  probe: Probe,
  targets: RawTargets,
  target: keyof RawTargets,
  bearer: Bearer | 'default',
  timeoutMs = ANSWER_MS,
): Promise<RawAnswer> {
  const url = targets[target];
  if (target === 'ca') {
    return probe.rawRequest({ bearer, url, timeoutMs });
  }
  return probe.rawRequest({ bearer, url, method: 'POST', body: '{}', contentType: 'application/json', timeoutMs });
}

function meets(canary: Extract<Canary, { readonly canary: 'raw' }>, answer: RawAnswer): boolean {
  if (answer.outcome !== canary.meets) {
    return false;
  }
  if (canary.status !== undefined && answer.status !== canary.status) {
    return false;
  }
  return canary.says === undefined || saidBy(answer).includes(canary.says);
}

function saidBy({ headers, body, message }: RawAnswer): string {
  return `${JSON.stringify(headers ?? {})}${body ?? ''}${message ?? ''}`;
}

function inWords(answer: RawAnswer): string {
  const status = answer.status === undefined || answer.status === null ? '' : ` ${answer.status}`;
  const message = answer.message ? ` (${answer.message})` : '';
  return `${answer.outcome}${status}${message}`;
}
