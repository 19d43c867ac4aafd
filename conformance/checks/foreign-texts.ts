import { type Condition, NETWORK_ERROR, onNumberRequest, onTokenRequest, UNPARSABLE } from './condition.ts';
import { numberRequestMeets } from './steps.ts';

/** Bodies of status 200 that are no answer, though some of them are JSON. */
export const FOREIGN_TEXTS = [
  {
    name: 'empty-answer',
    text: '',
    accept: UNPARSABLE,
    warn: ['200050', ...NETWORK_ERROR],
    meaning: 'a body without a byte is no answer',
    isForTokenToo: true,
  },
  { name: 'answer-is-null', text: 'null', accept: UNPARSABLE, meaning: 'null is JSON and no answer', isForTokenToo: false },
  {
    name: 'answer-is-a-list',
    text: '[{"resultCode":"103000"}]',
    accept: UNPARSABLE,
    meaning: 'a list is JSON and no answer',
    isForTokenToo: true,
  },
  {
    name: 'answer-without-code',
    clause: ['DEV-04', 'DEV-18'],
    text: '{}',
    accept: [...UNPARSABLE, '200025'],
    meaning: 'an object without a result code is no success',
    isForTokenToo: false,
  },
] as const;

export function answeredBy(row: (typeof FOREIGN_TEXTS)[number], at: 'number-request' | 'token-request'): Condition {
  const { name, text, isForTokenToo, ...rest } = row;
  const common = { clause: ['DEV-04'] as const, level: 'MUST' as const, ...rest };
  return at === 'number-request'
    ? { ...common, name, ...onNumberRequest({ kind: 'text', text }, numberRequestMeets('answer', { status: 200 })) }
    : { ...common, name: `token-${name}`, ...onTokenRequest({ kind: 'text', text }) };
}
