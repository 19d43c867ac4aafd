import type { Check } from '../../src/check.ts';
import type { GatewayRequest, Observations } from '../../src/observations.ts';
import type { ProbeEvent } from '../../src/probe/messages.ts';
import { CALL, called, request } from '../observed.ts';

export const GOOD = { resultCode: '103000', desc: 'true', traceId: 'm1' };

export const LOGIN = { resultCode: '103000', token: 'T', authType: '2', authTypeDes: 'gateway', traceId: 'm1' };

/** One loginAuth call with this result, with both bearers up unless stated otherwise. */
export function login(json: unknown, more: Partial<Observations> = {}, call: object = {}): Observations {
  const seen = called(json, more);
  return {
    ...seen,
    calls: {
      first: {
        ...seen.calls['first'],
        ...CALL,
        api: 'loginAuth',
        callId: 'c1',
        startedNanos: '1000000000',
        value: null,
        threw: null,
        ...call,
      },
    },
  };
}

export function event(changes: Partial<ProbeEvent>): ProbeEvent {
  return {
    seq: 2,
    type: 'result',
    callId: 'c1',
    atNanos: '1020000000',
    thread: 'main',
    payload: { requestCode: 7, json: GOOD },
    ...changes,
  };
}

export function withEvents(...events: readonly ProbeEvent[]): Observations {
  return { ...called(GOOD), events };
}

/** A token request for each scrip, all of them refused. */
export function tokenRequests(...scrips: readonly string[]): readonly GatewayRequest[] {
  return scrips.map((scrip, index) =>
    request({ id: index + 1, operation: 'get-token', resultCode: '103902', fields: { msgid: `t${index}`, scrip } }),
  );
}

/** A law with what keeps it and what breaks it, and what the breach says. */
export interface LawCase {
  readonly law: string;
  readonly upheld: Observations;
  readonly broken: Observations;
  readonly says: RegExp;
  /** What the row arranges, where the law looks at it. */
  readonly arrange?: Check['arrange'];
}
