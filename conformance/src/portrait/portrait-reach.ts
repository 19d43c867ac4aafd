import { callStepsOf } from '../call-steps.ts';
import type { Check } from '../check.ts';
import { counted } from '../counted.ts';
import type { GatewayReach } from '../gateway-reach.ts';
import type { Portrait, PortraitHost } from './portrait.ts';
import { hostText } from './portrait-text.ts';

const LED_MOST = 3;

/** How far the subject's conversation with the gateway came, by its portrait. */
export function reachOfPortrait({ calls }: Portrait): GatewayReach {
  if (calls.some(({ understood }) => understood > 0)) {
    return 'dialect';
  }
  return calls.some(({ hosts }) => hosts.some(isLed)) ? 'socket' : 'none';
}

export function describePortraitReach(portrait: Portrait): string {
  const hosts = portrait.calls.flatMap((call) => call.hosts);
  switch (reachOfPortrait(portrait)) {
    case 'dialect':
      return 'the gateway understands its requests';
    case 'socket': {
      const requests = portrait.calls.reduce((sum, { notUnderstood }) => sum + notUnderstood.length, 0);
      return `connected to the gateway, which understood none of ${counted(requests, 'request')}`;
    }
    case 'none': {
      const shown = [...new Set(hosts.map(hostText))].slice(0, LED_MOST);
      return `no connection to a gateway host; ${shown.length === 0 ? 'no other host was asked for' : `asked for ${shown.join('; ')}`}`;
    }
  }
}

/** What the calls of the row lack of a connection that the row's fault could meet; null where nothing. */
export function missingConnection({ act, arrange }: Check, portrait: Portrait | null): string | null {
  const apis = new Set(callStepsOf(act).flatMap((step) => (step.do === 'call' ? [step.api] : [])));
  for (const api of apis) {
    const first = portrait?.calls.find((call) => call.api === api)?.hosts.find(isLed);
    if (portrait !== null && first === undefined) {
      return `${api} opened none`;
    }
    if (arrange.fault?.effect.kind === 'tls' && !(first?.tls === true && first.plane === 'token')) {
      return `${api} does not begin with one by TLS to a host of the token plane`;
    }
  }
  return null;
}

function isLed({ plane, connections }: PortraitHost): boolean {
  return plane !== null && connections > 0;
}
