import { stageOf } from '../../simulator/src/model/fault-stages.ts';
import type { ArmedFault } from '../../simulator/src/model/faults.ts';
import type { Plane } from '../../simulator/src/model/operations.ts';

/** Whether a rule has acted as often as it may. */
export function isUsedUp({ times, hits }: ArmedFault): boolean {
  return times !== undefined && hits >= times;
}

/** Says which rules that may still act are armed at the place of a new one; null where there is none. */
export function othersThereWords(armed: ArmedFault, rules: readonly ArmedFault[]): string | null {
  const others = rules.filter((rule) => rule.id !== armed.id && !isUsedUp(rule) && isSamePlace(rule, armed));
  if (others.length === 0) {
    return null;
  }
  const names = others.map(({ id }) => id).join(', ');
  const isFirst = others.some(({ effect }) => stageOf(effect) === stageOf(armed.effect));
  const order = isFirst ? ', and the older rule acts first' : '';
  return `${names} ${others.length === 1 ? 'is' : 'are'} armed there already${order}: quhao fault clear ${others[0]?.id}`;
}

function isSamePlace(a: ArmedFault, b: ArmedFault): boolean {
  return a.plane === b.plane && isSameOrAny(a.operation, b.operation) && isSameOrAny(a.match?.['appid'], b.match?.['appid']);
}

function isSameOrAny(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined || a === b;
}

const SDK_REQUESTS: Readonly<Record<Exclude<Plane, 'exchange'>, string>> = {
  bearer: 'the SDK’s number request',
  token: 'the SDK’s token request',
};

/** Whom a rule meets that the user gave no plane for; null on the exchange plane, which a back end reaches. */
export function meetsWords(plane: Plane, canExchange: boolean): string | null {
  if (plane === 'exchange') {
    return null;
  }
  return `meets   ${SDK_REQUESTS[plane]}${canExchange ? '; for a back end’s exchange: --plane exchange' : ''}`;
}
