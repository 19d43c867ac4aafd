import type { NamedMistake } from '../model/diagnosis.ts';
import type { App, Capability } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import { isToken, TOKEN_LIFE_MS } from '../protocol/credentials.ts';
import { redactStart } from '../protocol/redaction.ts';
import { diagnoseClock } from '../protocol/time-mistakes.ts';
import { parseOperatorTime } from '../protocol/times.ts';
import { diagnoseToken } from '../protocol/token-mistakes.ts';
import type { TokenRecord } from '../store/records.ts';
import { type ReadAgain, type Retained, required, strictnessOf } from './operation.ts';
import type { DeviceIdentity, Sent } from './requests.ts';

/** The explanations that rules of more than one operation give. */

type ExplanationInput<Q = unknown> = Retained<Q> & ReadAgain<Q>;

type TokenExplanationInput = ExplanationInput<{ readonly appid: string; readonly token: string }> & {
  readonly token: TokenRecord | undefined;
};

export function describeBody({ reading, refusal, wrongType }: ExplanationInput): Explanation {
  const expected = 'a JSON object whose values are all strings, labelled application/json';
  if (refusal !== null) {
    return { expected, got: reading.refusal === null && wrongType !== null ? wrongType.description : refusal.explain() };
  }
  const label =
    wrongType === null ? 'labelled application/json' : `with ${wrongType.description}, which strictness "field" lets pass`;
  return { expected, got: `an object of ${Object.keys(reading.fields).length} strings, ${label}` };
}

export function describeFields({ reader, reading, ...retained }: ExplanationInput): Explanation {
  return reader.describeFields(reading, strictnessOf(retained));
}

/** Explains the window of the time stamp and the replay of msgids. */
export function describeFreshness({ request, settings, now, refusal }: ExplanationInput<Sent>): Explanation {
  const { timeWindowMs, msgidReplay } = settings;
  const { sentAt: text } = required(request, 'request');
  const sentAt = parseOperatorTime(text);
  const mistake = diagnoseClock(text, now);
  const mistakes = mistake === null ? {} : { mistakes: [mistake] };
  const off = sentAt === null ? null : sentAt - now;
  const isOff = timeWindowMs !== null && (off === null || Math.abs(off) > timeWindowMs);
  const window = timeWindowMs === null ? 'any time (no window is set)' : `a clock within ${timeWindowMs} ms of the gateway’s`;
  if (isOff || msgidReplay === 'allowed') {
    return {
      expected: `${window}${isOff ? '' : ', any msgid (replays are allowed)'}`,
      got: describeOffset(off, mistake),
      ...mistakes,
    };
  }
  const replay = refusal === null ? 'a msgid not seen before' : 'a msgid seen before';
  return {
    expected: `${window}, a msgid not seen before at this host`,
    got: `${describeOffset(off, mistake)}, ${replay}`,
    ...mistakes,
  };
}

const HOUR_MS = 3_600_000;
/** A sender in another time zone is off by whole hours, which only a figure in hours shows at once. */
const HOURS_SHOWN_FROM_MS = HOUR_MS / 4;

function describeOffset(ms: number | null, mistake: NamedMistake | null): string {
  if (ms === null) {
    return 'no date and time';
  }
  if (ms === 0) {
    return 'a clock that agrees';
  }
  const off = Math.abs(ms);
  const hours = off < HOURS_SHOWN_FROM_MS ? '' : ` (${(off / HOUR_MS).toFixed(1)} h)`;
  const cause = mistake === null ? '' : ` (most likely ${mistake.en})`;
  return `a clock ${off} ms${hours} ${ms < 0 ? 'behind' : 'ahead'}${cause}`;
}

export function describeAppKnown({ app, reading }: ExplanationInput): Explanation {
  const given = JSON.stringify(redactStart(reading.appid ?? '', 40));
  return { expected: 'the appid of a registered app', got: `${given}, ${app === undefined ? 'not registered' : 'registered'}` };
}

export function describeSignature({ app, reader, reading }: ExplanationInput): Explanation {
  return reader.describeSignature(reading, required(app, 'app'));
}

export function describeIdentity(app: App, { packageName, certificateMd5 }: DeviceIdentity): Explanation {
  return {
    expected: `package ${app.packageName}, certificate digest ${app.certificateMd5}`,
    got: `package ${redactStart(packageName, 100)}, certificate digest ${redactStart(certificateMd5, 64)}`,
  };
}

/** Explains the token that was presented. `kind`: the only kind that the rule accepts; null: both. */
export function describeToken({ token, request, now }: TokenExplanationInput, kind: Capability | null): Explanation {
  const { appid, token: text } = required(request, 'request');
  const expected = `a ${kind === null ? '' : `${kind} `}token issued in this scope for app ${appid}, unused, under ${TOKEN_LIFE_MS} ms old`;
  if (token === undefined) {
    return { expected, got: isToken(text) ? 'a token that is not known here' : describeNoToken(text) };
  }
  const { issuedAt, expiresAt, usedAt } = token;
  const end = expiresAt <= now ? `, expired ${now - expiresAt} ms ago` : '';
  const use = usedAt === null ? `unused${end}` : `used ${now - usedAt} ms ago`;
  return { expected, got: `a ${token.capability} token issued ${now - issuedAt} ms ago for app ${token.appid}, ${use}` };
}

function describeNoToken(text: string): string {
  const mistake = diagnoseToken(text);
  return `${text.length} characters that are no token${mistake === null ? '' : `: ${mistake.en}`}`;
}

const LIST_SHOWN = 200;

/** `exemption`: why the whitelist is not enforced; null where it is. */
export function describeWhitelist({ whitelist }: App, address: string, exemption: string | null): Explanation {
  const got = showCaller(address);
  if (exemption !== null) {
    return { expected: `any address: ${exemption}`, got };
  }
  const rest = whitelist.length > LIST_SHOWN ? `… (${whitelist.length} characters in all)` : '';
  const expected =
    whitelist.trim() === ''
      ? 'nobody: the app’s whitelist is empty'
      : `an address of the app’s whitelist: ${whitelist.slice(0, LIST_SHOWN)}${rest}`;
  return { expected, got };
}

/** A caller's address in words. The check of a load balancer brings a PROXY header without one. */
export function showCaller(address: string): string {
  return address === '' ? 'a caller without an address (its PROXY header names none)' : address;
}

export function describeCapability({ app }: ExplanationInput, capability: Capability): Explanation {
  const { capabilities } = required(app, 'app');
  const got = capabilities.length === 0 ? 'no capability' : capabilities.join(' and ');
  return { expected: `an app with the capability ${capability}`, got };
}
