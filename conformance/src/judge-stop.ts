import type { Check, Expectation, Step } from './check.ts';
import { type Observations, requestsOf, resultJson, resultsOf } from './observations.ts';
import type { Finding } from './verdict.ts';

/** Steps that bring a row to what it is about. */
const PASSED_THROUGH: readonly Step['do'][] = [
  'await',
  'await-page',
  'await-request',
  'consent',
  'press',
  'open-terms',
  'answer-dialog',
  'exchange',
];

/** What stopped a row at a step that it only passes through: the same in all rows that stop for the same reason. Null where it stopped nowhere, or at what it is about. */
export function stopKey({ act, expect, timing }: Check, { stopped, calls }: Observations): string | null {
  const step = stopped === null ? undefined : act[stopped.step - 1];
  if (stopped === null || step === undefined || !PASSED_THROUGH.includes(step.do)) {
    return null;
  }
  if (step.do === 'await') {
    const { call } = step;
    const isAbout = timing?.call === call || expect.some((one) => 'call' in one && one.call === call);
    return isAbout ? null : `await ${calls[call]?.api ?? call}`;
  }
  return `${step.do} ${stopped.reason.replaceAll(/ within \d+ ms/g, '')}`;
}

/** Whether all that is wrong in the row follows from the step that was not passed: things that did not come, not things that came and should not have. */
export function isExplainedByStop({ expect }: Check, findings: readonly Finding[], observations: Observations): boolean {
  return findings
    .filter(({ status }) => status === 'wrong' || status === 'warn')
    .every(({ name }) => {
      const expectation = expect.find((one) => one.name === name);
      return expectation === undefined ? FOLLOWING.includes(name) : isAbsence(expectation, observations);
    });
}

/** Findings that are not the row's own expectations. */
const FOLLOWING: readonly string[] = ['act', 'timing'];

function isAbsence(expectation: Expectation, observations: Observations): boolean {
  switch (expectation.expect) {
    case 'result':
      return isToldByStop(expectation.call, observations);
    case 'callbacks':
      return resultsOf(expectation.call, observations).length < expectation.exactly;
    case 'requests':
      return requestsOf(expectation.operation, observations, expectation.since).length < expectation.exactly;
    case 'page-in':
      return observations.events.filter(({ type }) => type === 'pageIn').length < expectation.exactly;
    case 'page':
    case 'readable':
      return observations.screens[expectation.look] === undefined;
    case 'listener':
      return listenersOf(expectation.method, observations) < expectation.exactly;
    case 'exchange':
      return observations.exchanges[expectation.of] === undefined;
    case 'value':
      return observations.calls[expectation.of] === undefined;
    case 'lasts':
      return resultsOf(expectation.call, observations).length === 0;
    case 'defaults':
      return observations.defaults?.[expectation.at] === undefined;
    case 'threads':
      return observations.threads?.[expectation.at] === undefined;
    case 'held':
      return observations.held[expectation.at] === undefined;
    case 'trace':
      return resultsOf(expectation.call, observations).length === 0;
    case 'carried':
    case 'sent-at':
    case 'session':
    case 'speaks':
      return observations.requests.length === 0;
    case 'no-bytes':
    case 'log-clean':
      return false;
  }
}

function listenersOf(method: string, { events }: Observations): number {
  return events.filter(({ type, payload }) => type === 'listener' && payload['method'] === method).length;
}

/** No result, or one whose code stands in the reason of the stop. */
function isToldByStop(call: string, observations: Observations): boolean {
  const [event] = resultsOf(call, observations);
  const code = event === undefined ? null : resultJson(event)['resultCode'];
  return code === null || (typeof code === 'string' && (observations.stopped?.reason ?? '').includes(code));
}
