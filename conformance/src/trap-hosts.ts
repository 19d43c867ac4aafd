import type { Check } from './check.ts';
import { DEAD_HOSTS } from './dead-hosts.ts';

const URL_IN_JSON = /https?:\/\/[^"\\\s]+/g;

/** Hosts to which the rows themselves lead an SDK: dead ones, and targets of redirects. An SDK that asks them has not chosen them. */
export function trapHosts(checks: readonly Check[]): ReadonlySet<string> {
  const faults = checks.flatMap(({ arrange, act }) => [arrange.fault, ...act.filter((step) => step.do === 'fault')]);
  const urls = faults.flatMap((fault) => JSON.stringify(fault ?? null).match(URL_IN_JSON) ?? []);
  return new Set([...Object.values(DEAD_HOSTS), ...urls.map((url) => new URL(url).hostname)]);
}
