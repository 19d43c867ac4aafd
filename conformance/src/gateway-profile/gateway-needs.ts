import type { GatewayCapability, GatewayCheck, GatewayStep } from './gateway-check.ts';

/** What a row needs of a gateway, as its data show. */
export function gatewayNeedsOf({ arrange, act, expect, needs: own = [] }: GatewayCheck): readonly GatewayCapability[] {
  const needs = new Set<GatewayCapability>([...own, ...act.flatMap(needsOfStep)]);
  if (Object.keys(arrange).length > 0) {
    needs.add('arrangement');
  }
  if (expect.some((one) => one.expect === 'number')) {
    needs.add('number');
  }
  return [...needs];
}

function needsOfStep(step: GatewayStep): readonly GatewayCapability[] {
  switch (step.do) {
    case 'number-request':
      return step.from === 'elsewhere' ? ['client', 'other-address'] : ['client'];
    case 'token-request':
      return ['client'];
    case 'token':
      return [step.capability === 'login' ? 'login-token' : 'check-token'];
    case 'compare':
      return ['number'];
    case 'arrange':
    case 'advance':
    case 'revoke-scrips':
      return ['arrangement'];
    case 'exchange':
      return [];
  }
}

export const GATEWAY_CAPABILITIES: Readonly<Record<GatewayCapability, string>> = {
  client: 'the client operations: `client` in the gateway file',
  arrangement: 'setting apps, subscribers and clock, which only our own simulator offers',
  'other-address': 'asking from an address without a subscriber, which only our own simulator offers',
  'login-token': 'login tokens: `tokens.login` in the gateway file',
  'check-token': 'number-check tokens: `tokens.check` in the gateway file',
  number: 'the number behind the tokens: `tokens.number` in the gateway file',
};
