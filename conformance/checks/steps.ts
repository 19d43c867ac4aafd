import type { Canary, Fault, Step, View } from '../src/check.ts';

type CallStep = Extract<Step, { readonly do: 'call' }>;

/** How long a call may take that has no limit of its own. */
const CALL_MS = 10_000;

/** One call, then its callback. */
export function callAndAwait(call: Omit<CallStep, 'do'>, withinMs = CALL_MS): readonly Step[] {
  return [{ do: 'call', ...call }, awaitCall(call.as, withinMs)];
}

export function awaitCall(call: string, withinMs = CALL_MS): Step {
  return { do: 'await', call, withinMs };
}

export function setTimeLimit(value: number): Step {
  return { do: 'invoke', as: 'limit', api: 'setOverTime', value };
}

// Faults.

export function numberRequestFault(effect: Fault['effect']): Fault {
  return { plane: 'bearer', operation: 'prefetch', effect };
}

export function tokenRequestFault(effect: Fault['effect']): Fault {
  return { plane: 'token', operation: 'get-token', effect };
}

type RawCanary = Extract<Canary, { readonly canary: 'raw' }>;

/** The canary of a fault on the number request: what the probe's own number request meets. */
export function numberRequestMeets(meets: RawCanary['meets'], more: Pick<RawCanary, 'status' | 'says'> = {}): Canary {
  return { canary: 'raw', bearer: 'cellular', target: 'prefetch', meets, ...more };
}

/** Ends all faults and answers the requests that they held. */
export const RELEASE_ANSWERS: readonly Step[] = [{ do: 'clear-faults' }, { do: 'release' }];

// The authorisation page.

export const LOGIN_BUTTON: View = { text: '登录|注册', clickable: true };
export const CHECK_BOX: View = { checkable: true };
export const MASKED_NUMBER: View = { text: '154\\*{4}\\d{4}' };
export const WHOLE_NUMBER: View = { text: '154\\d{8}' };
export const OPERATOR_TERMS: View = { text: '中国移动.*(条款|协议)' };

/** loginAuth with a page-in listener, until the page is up. */
export function openPage(requestCode = 61): readonly Step[] {
  return [
    { do: 'invoke', as: 'listener', api: 'setPageInListener' },
    { do: 'call', as: 'login', api: 'loginAuth', requestCode },
    { do: 'await-page', withinMs: CALL_MS },
  ];
}

export const PRESS_BUTTON: Step = { do: 'tap', as: 'press', on: LOGIN_BUTTON };

/** Consents and presses the button. */
export const CHECK_AND_PRESS: readonly Step[] = [{ do: 'tap', as: 'check', on: CHECK_BOX }, PRESS_BUTTON];

/** Consents, presses the button, and waits for the result. */
export const CONFIRM: readonly Step[] = [...CHECK_AND_PRESS, awaitCall('login')];
