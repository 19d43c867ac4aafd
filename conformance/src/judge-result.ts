import type { FieldRule } from './check.ts';
import { countOf, type ExpectationOf, type Result } from './judge-compare.ts';
import { fieldOf, type Observations, resultJson, resultsOf } from './observations.ts';
import type { ProbeEvent } from './probe/messages.ts';

/** The first callback of a call: its code, its fields, its requestCode. */
export function judgeResult(expectation: ExpectationOf<'result'>, observations: Observations): Result {
  const { call, accept, warn = [] } = expectation;
  const expected = describeResult(expectation);
  const event = resultsOf(call, observations)[0];
  const threw = observations.calls[call]?.threw ?? null;
  if (threw !== null) {
    return { status: 'wrong', expected, observed: `the SDK threw ${threw}` };
  }
  if (event === undefined) {
    const observed = observations.calls[call] === undefined ? `${call} was never called` : 'no callback';
    return { status: 'wrong', expected, observed };
  }
  const code = resultJson(event)['resultCode'];
  if (typeof code !== 'string') {
    return { status: 'wrong', expected, observed: `resultCode ${JSON.stringify(code) ?? 'absent'}` };
  }
  const mismatch = fieldMismatch(expectation, event) ?? requestCodeMismatch(expectation, event);
  if (mismatch !== null) {
    return { status: 'wrong', expected, observed: `${code}, ${mismatch}` };
  }
  if (accept.includes(code)) {
    return { status: 'ok', expected, observed: code };
  }
  return { status: warn.includes(code) ? 'warn' : 'wrong', expected, observed: code };
}

/** An exception out of the call explains more than the callback that did not come. */
export function judgeCallbacks({ call, exactly }: ExpectationOf<'callbacks'>, observations: Observations): Result {
  const { length } = resultsOf(call, observations);
  const counted = countOf(length, exactly, ['callback']);
  const threw = observations.calls[call]?.threw ?? null;
  if (threw !== null) {
    return { ...counted, status: 'wrong', observed: `${counted.observed}: the SDK threw ${threw}` };
  }
  return exactly > 0 && length === 0 ? { ...counted, meaning: 'the app never learned how the call ended' } : counted;
}

function fieldMismatch({ fields = {} }: ExpectationOf<'result'>, event: ProbeEvent): string | null {
  const json = resultJson(event);
  const wrong = Object.entries(fields).filter(([name, rule]) => !holds(rule, fieldOf(json, name)));
  return wrong.length === 0 ? null : wrong.map(([name, rule]) => `${name} ${inWords(rule, fieldOf(json, name))}`).join(', ');
}

/** The guide's fields are texts: a number that reads the same is wrong all the same. */
function inWords(rule: FieldRule, value: unknown): string {
  const isOtherType = value !== null && typeof value !== 'string' && value !== undefined && holds(rule, String(value));
  const text = JSON.stringify(value) ?? 'absent';
  return isOtherType ? `${text}, which is a ${typeof value} where the guide has text` : text;
}

function requestCodeMismatch({ requestCode }: ExpectationOf<'result'>, event: ProbeEvent): string | null {
  const observed = event.payload['requestCode'];
  return requestCode === undefined || observed === requestCode ? null : `requestCode ${JSON.stringify(observed)}`;
}

function holds(rule: FieldRule, value: unknown): boolean {
  if (typeof rule === 'string') {
    return value === rule;
  }
  if ('oneOf' in rule) {
    return typeof value === 'string' && rule.oneOf.includes(value);
  }
  return typeof value === 'string' && value !== '';
}

function describeResult({ accept, fields = {}, requestCode }: ExpectationOf<'result'>): string {
  const code = requestCode === undefined ? [] : [`requestCode ${requestCode}`];
  return [accept.join(' or '), ...Object.entries(fields).map(describeField), ...code].join(', ');
}

function describeField([name, rule]: readonly [string, FieldRule]): string {
  if (typeof rule === 'string') {
    return `${name} "${rule}"`;
  }
  return 'oneOf' in rule ? `${name} ${rule.oneOf.join(' or ')}` : `a ${name}`;
}
