import type { Check } from './check.ts';

/**
 * What a row needs of the words of quhao-1, our own dialect: the row changes a field of an answer by its name, or the gateway sends the request
 * on to another operator as docs/wire.md §2 has it. null where the row needs none of them: then any dialect will do.
 */
export function needOfOwnWords({ arrange, act }: Check): string | null {
  const faults = [arrange.fault, ...act.map((step) => (step.do === 'fault' ? step.fault : undefined))];
  if (faults.some((fault) => fault?.effect.kind === 'field')) {
    return 'a field of its answers';
  }
  const { operator = 'mobile' } = arrange.subscriber ?? {};
  const isSentOn = operator !== 'mobile' && arrange.registration?.operators === undefined;
  return isSentOn ? 'its redirect to another operator' : null;
}
