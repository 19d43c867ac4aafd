import type { Fault } from '../src/arrange.ts';
import type { Canary, Step } from '../src/check.ts';

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

/** A row in which the number request is held until the row releases it. */
export const NUMBER_REQUEST_IS_HELD = {
  arrange: { fault: numberRequestFault({ kind: 'hold' }) },
  canary: [numberRequestMeets('timeout')],
} as const;

export const AWAIT_NUMBER_REQUEST: Step = { do: 'await-request', plane: 'bearer', operation: 'prefetch', withinMs: 5_000 };

export const AWAIT_TOKEN_REQUEST: Step = { do: 'await-request', plane: 'token', operation: 'get-token', withinMs: 5_000 };

export const HOLD_TOKEN_REQUEST: Step = { do: 'fault', fault: tokenRequestFault({ kind: 'hold' }) };

/** Ends all faults and answers the requests that they held. */
export const RELEASE_ANSWERS: readonly Step[] = [{ do: 'clear-faults' }, { do: 'release' }];

// The authorisation page.

/** Waits for the page and looks at it under the name `page`. */
export const AWAIT_PAGE = { do: 'await-page', as: 'page', withinMs: CALL_MS } as const satisfies Step;

/** loginAuth with a page-in listener. */
export function callWithPageInListener(requestCode = 1_000_061): readonly Step[] {
  return [
    { do: 'invoke', as: 'listener', api: 'setPageInListener' },
    { do: 'call', as: 'login', api: 'loginAuth', requestCode },
  ];
}

/** loginAuth with a page-in listener, until the page is up. The look at it is named `page`. */
export function openPage(requestCode?: number): readonly Step[] {
  return [...callWithPageInListener(requestCode), AWAIT_PAGE];
}

export const PRESS_BUTTON = { do: 'press', as: 'press' } as const satisfies Step;

export const CONSENT: Step = { do: 'consent', as: 'consent' };

/** Consents and presses the button. */
export const CHECK_AND_PRESS: readonly Step[] = [CONSENT, PRESS_BUTTON];

/** Consents, presses the button, and waits for the result. */
export const CONFIRM: readonly Step[] = [...CHECK_AND_PRESS, awaitCall('login')];

/** A press on a page that was pressed before. */
export const PRESS_AGAIN: Step = { do: 'press', as: 'again' };

/** What else comes of it comes by then. */
export const AFTERWARDS: Step = { do: 'watch', as: 'after', forMs: 400 };

/** The page of the call named `next`, until it is up. */
export const AWAIT_NEXT_PAGE: Step = { do: 'await-page', as: 'next-page', withinMs: CALL_MS };

/** Confirms the page of the call named `next`, and waits for its result. */
export const CONFIRM_NEXT: readonly Step[] = [
  { do: 'consent', as: 'next-consent' },
  { do: 'press', as: 'next-press' },
  awaitCall('next'),
];

export const QUIT = { do: 'invoke', as: 'quit', api: 'quitAuthActivity' } as const satisfies Step;

type Theme = Extract<Step, { readonly do: 'theme' }>['theme'];

export function setTheme(theme: Theme, as = 'theme'): Step {
  return { do: 'theme', as, theme };
}
