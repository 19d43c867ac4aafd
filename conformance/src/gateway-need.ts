import type { Check, Expectation, GatewayNeed, Step } from './check.ts';
import { socketForm } from './socket-form.ts';

/** What a row needs of the subject's conversation with the gateway: as the row says, else as its data show. */
export function gatewayNeedOf(check: Check): GatewayNeed {
  if (check.gateway !== undefined) {
    return check.gateway;
  }
  if (!asksGateway(check)) {
    return 'none';
  }
  return socketForm(check) === null ? 'dialect' : 'socket';
}
/** The gateway is arranged in another way, awaited, or needed for what the row expects. */
function asksGateway({ arrange, act, expect }: Check): boolean {
  const { fault, registration, subscriber, unusedTokens, trust } = arrange;
  const isArranged = [fault, registration, subscriber, unusedTokens, trust].some((setting) => setting !== undefined);
  return isArranged || act.some(({ do: kind }) => STEPS.includes(kind)) || expect.some(isProof);
}

const STEPS: readonly Step['do'][] = [
  'await-request',
  'await-page',
  'fault',
  'exchange',
  'consent',
  'press',
  'open-terms',
  'theme',
  'answer-dialog',
];

/** Codes of guide 5 that the gateway decides on (fixtures/result-codes.yaml); a device's own begin with 1021, 1022, 1025 or 200. */
const GATEWAY_CODE = /^10[345]\d{3}$/;

/** An expectation that only a conversation with the gateway can meet. */
function isProof(expectation: Expectation): boolean {
  switch (expectation.expect) {
    case 'result':
      return expectation.accept.includes('103000') || expectation.accept.every((code) => GATEWAY_CODE.test(code));
    case 'requests':
    case 'page-in':
      return expectation.exactly > 0;
    case 'carried':
    case 'session':
    case 'trace':
    case 'exchange':
      return true;
    default:
      return false;
  }
}
