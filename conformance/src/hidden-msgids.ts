import { digestIn, digestKeyOf } from './journal-digest.ts';
import { type GatewayRequest, resultJson } from './observations.ts';
import type { ProbeEvent } from './probe/messages.ts';

/**
 * The journal hides a msgid that has the form of a key: 32 upper-case hexadecimal digits. One that the SDK itself has given to the app as a traceId is no
 * secret, and is shown.
 */
export function withShownMsgids(requests: readonly GatewayRequest[], events: readonly ProbeEvent[]): readonly GatewayRequest[] {
  const shown = new Map<string, string>();
  for (const event of events) {
    const traceId = resultJson(event)['traceId'];
    if (typeof traceId === 'string') {
      shown.set(digestKeyOf(traceId), traceId);
    }
  }
  return requests.map((request) => {
    const msgid = shown.get(digestIn(request.fields['msgid'] ?? '')?.key ?? '');
    return msgid === undefined ? request : { ...request, fields: { ...request.fields, msgid } };
  });
}
