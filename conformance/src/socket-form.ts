import type { Arrange, Fault } from './arrange.ts';
import type { Check, Expectation, Step } from './check.ts';

/** Faults that any client meets on its connection, whatever it says there. */
const SOCKET_FAULTS: readonly Fault['effect']['kind'][] = ['hold', 'delay', 'dribble', 'socket', 'connection', 'tls'];

/** Steps that need no answer which the subject understands. */
const SOCKET_STEPS: readonly Step['do'][] = [
  'call',
  'invoke',
  'await',
  'await-request',
  'watch',
  'radio',
  'fault',
  'clear-faults',
  'release',
  'restart',
  'clock',
  'raw',
  'count-held',
  'list-threads',
  'list-defaults',
  'look',
  'rotate',
  'back',
];

/** What a row must still show to be worth running. */
const PROOFS: readonly Expectation['expect'][] = ['result', 'carried', 'no-bytes', 'held', 'threads', 'defaults', 'lasts'];

/**
 * The row as it judges a subject whose requests the gateway does not understand: the fault meets whatever it sends, and what only an
 * understood answer can show is left out. null where nothing of the row is left.
 */
export function socketForm(check: Check): Check | null {
  const { arrange, act, expect, timing } = check;
  if (!isSocketArrangement(arrange) || !act.every(isSocketStep)) {
    return null;
  }
  const asks = act.filter((step) => step.do === 'call');
  // A later call may live on what an earlier one was answered.
  const isOfLaterCall =
    asks.length > 1 &&
    (arrange.fault?.effect.kind === 'tls' || act.some((step) => step.do === 'fault') || expect.some(isOfAnswer));
  if (asks.length === 0 || isOfLaterCall) {
    return null;
  }
  const kept = expect.filter((expectation) => !isOfAnswer(expectation)).flatMap(socketExpectations);
  const isNumberRow = asks.every(({ api }) => api === 'getPhoneInfo');
  const hasProof = kept.some(({ expect: kind }) => PROOFS.includes(kind)) || timing !== undefined;
  return hasProof
    ? {
        ...check,
        arrange: arrange.fault === undefined ? arrange : { ...arrange, fault: anywhere(arrange.fault) },
        act: act.map(socketStep),
        expect: kept.map((expectation) => (isNumberRow ? ofNumberHosts(expectation) : expectation)),
      }
    : null;
}

/** Codes of guide 5 that only the gateway decides on; the device's own begin with 1021, 1022, 1025 or 200. */
const GATEWAY_CODE = /^10[345]\d{3}$/;

/** A result that only an answer of the gateway can bring. */
export function isOfAnswer(expectation: Expectation): boolean {
  return (
    expectation.expect === 'result' &&
    (expectation.accept.includes('103000') || expectation.accept.every((code) => GATEWAY_CODE.test(code)))
  );
}

function isSocketArrangement({ fault, ...arrange }: Arrange): boolean {
  const { registration, subscriber, unusedTokens, scripLifeMs, trust, deadHosts } = arrange;
  const settings = [registration, subscriber, unusedTokens, scripLifeMs, trust, deadHosts];
  return settings.every((setting) => setting === undefined) && (fault === undefined || isSocketFault(fault));
}

/** A fault of the second request needs an answer to the first; the handshake is one of TLS wherever the subject begins with TLS. */
function isSocketFault({ plane, effect, when }: Fault): boolean {
  return SOCKET_FAULTS.includes(effect.kind) && when === undefined && (plane === 'bearer' || effect.kind === 'tls');
}

function isSocketStep(step: Step): boolean {
  if (step.do === 'fault') {
    return isSocketFault(step.fault);
  }
  return SOCKET_STEPS.includes(step.do);
}

function anywhere({ plane, effect }: Fault): Fault {
  // Only the token plane has TLS faults.
  return effect.kind === 'tls' ? { plane, effect } : { plane, effect, isAnywhere: true };
}

function socketStep(step: Step): Step {
  if (step.do === 'fault') {
    return { ...step, fault: anywhere(step.fault) };
  }
  return step.do === 'await-request' ? { ...step, isAny: true } : step;
}

/** What is left of an expectation: itself, the same about connections, or nothing. */
function socketExpectations(expectation: Expectation): readonly Expectation[] {
  switch (expectation.expect) {
    case 'requests':
      return expectation.exactly === 0 && expectation.plane === 'bearer' ? asBytes(expectation) : [];
    case 'result': {
      // The fields are made of an answer.
      const { fields: _fields, ...rest } = expectation;
      return [rest];
    }
    case 'sent-at':
    case 'session':
    case 'trace':
    case 'speaks':
    case 'exchange':
    case 'readable':
      return [];
    case 'page-in':
      return expectation.exactly === 0 ? [expectation] : [];
    case 'callbacks':
    case 'carried':
    case 'no-bytes':
    case 'value':
    case 'page':
    case 'listener':
    case 'held':
    case 'threads':
    case 'defaults':
    case 'lasts':
    case 'log-clean':
      return [expectation];
  }
}

/** No request is no byte. */
function asBytes({
  name,
  meaning,
  since,
  clause,
  level,
}: Extract<Expectation, { readonly expect: 'requests' }>): readonly Expectation[] {
  return (['cellular', 'wifi'] as const).map((over) => ({
    expect: 'no-bytes' as const,
    name: `${name}-${over}`,
    meaning,
    over,
    ...(since === undefined ? {} : { since }),
    ...(clause === undefined ? {} : { clause }),
    ...(level === undefined ? {} : { level }),
  }));
}

/** Where the gateway reads nothing, the token host may be asked too: only the hosts of number requests are judged by their bearer. */
function ofNumberHosts(expectation: Expectation): Expectation {
  const isOfBearer =
    (expectation.expect === 'carried' && expectation.by === 'cellular') ||
    (expectation.expect === 'no-bytes' && expectation.over === 'wifi');
  return isOfBearer ? { ...expectation, plane: 'bearer' } : expectation;
}
