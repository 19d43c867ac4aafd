import type { Check, Expectation, GatewayNeed, Step } from './check.ts';
import { isOfAnswer, socketForm } from './socket-form.ts';

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
  const { fault, registration, subscriber, unusedTokens, trust, deadHosts } = arrange;
  const isArranged = [fault, registration, subscriber, unusedTokens, trust, deadHosts].some((setting) => setting !== undefined);
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

/** An expectation that only a conversation with the gateway can meet. */
function isProof(expectation: Expectation): boolean {
  switch (expectation.expect) {
    case 'result':
      return isOfAnswer(expectation);
    case 'requests':
    case 'page-in':
      return expectation.exactly > 0;
    case 'carried':
    case 'sent-at':
    case 'session':
    case 'trace':
    case 'exchange':
      return true;
    default:
      return false;
  }
}
