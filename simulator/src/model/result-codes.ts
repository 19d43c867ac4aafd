/**
 * Section 5 of the guide: its 50 result codes, one row each, in the order of fixtures/result-codes.yaml (a test holds the two equal).
 * `origin` says who derives a code, `proof` who can prove its cause, `cause` which state of the scope produces it without a fault rule.
 */

type Origin = 'device' | 'prefetch' | 'token' | 'exchange' | 'page';
export type Proof = 'gateway' | 'wire' | 'device';

export interface ResultCodeRow {
  readonly code: string;
  readonly name: string;
  readonly proof: Proof;
  readonly origin: readonly Origin[];
  /** Other codes for the same cause: the client family has two generations. */
  readonly pair?: readonly string[];
  /** Which of a pair our reference SDK answers with. */
  readonly ours?: true;
  readonly cause: string;
}

export const RESULT_CODES = [
  {
    code: '103000',
    name: 'SUCCESS',
    proof: 'gateway',
    origin: ['prefetch', 'token', 'exchange'],
    cause: 'a healthy subscriber, app and network',
  },
  {
    code: '102101',
    name: 'NO_NETWORK_LEGACY',
    proof: 'device',
    origin: ['device'],
    pair: ['200022'],
    cause: 'airplane mode: no bearer up',
  },
  {
    code: '102102',
    name: 'NETWORK_ERROR_LEGACY',
    proof: 'wire',
    origin: ['device'],
    pair: ['200028'],
    cause: "connection reset in the middle of the gateway's answer",
  },
  {
    code: '102103',
    name: 'MOBILE_DATA_OFF_LEGACY',
    proof: 'device',
    origin: ['device'],
    pair: ['200027'],
    cause: 'Wi-Fi up, mobile data off, nothing cached',
  },
  {
    code: '102203',
    name: 'BAD_ARGUMENT_LEGACY',
    proof: 'device',
    origin: ['device'],
    pair: ['200026'],
    cause: 'null or empty appId, appKey or listener',
  },
  {
    code: '102223',
    name: 'UNPARSABLE_ANSWER_LEGACY',
    proof: 'wire',
    origin: ['device'],
    pair: ['200021'],
    cause: "subscriber in arrears: the bearer answers every HTTP request with the operator's top-up page, status 200, text/html",
  },
  {
    code: '102507',
    name: 'LOGIN_TIMEOUT',
    proof: 'wire',
    origin: ['device'],
    cause:
      'what is left of the limit after retrieval passes between the press of the login button and the token; time on the page is not counted',
  },
  {
    code: '103101',
    name: 'BAD_SIGNATURE',
    proof: 'gateway',
    origin: ['prefetch', 'token', 'exchange'],
    cause:
      "client: wrong appKey, appKey with a blank, secret given instead of key; unknown keyid, key or data that does not open; server: signing key or method differs from the app's setting (MD5 with appKey | MD5 with appSecret | RSA)",
  },
  {
    code: '103102',
    name: 'PACKAGE_MISMATCH',
    proof: 'gateway',
    origin: ['prefetch', 'token'],
    cause: 'package name or signing certificate digest differs from the registration',
  },
  {
    code: '103111',
    name: 'NOT_A_BEARER_ADDRESS',
    proof: 'gateway',
    origin: ['prefetch'],
    cause: 'the request comes from an address that no bearer session holds (Wi-Fi egress, VPN, foreign address)',
  },
  {
    code: '103119',
    name: 'UNKNOWN_APP',
    proof: 'gateway',
    origin: ['prefetch', 'token', 'exchange'],
    cause: 'appid not registered, or with a blank',
  },
  {
    code: '103211',
    name: 'BAD_MESSAGE',
    proof: 'gateway',
    origin: ['prefetch', 'token', 'exchange'],
    cause: 'content type is not application/json, or the body is JSON but not an object whose values are all strings',
  },
  {
    code: '103412',
    name: 'INVALID_REQUEST',
    proof: 'gateway',
    origin: ['prefetch', 'token', 'exchange'],
    cause: 'empty body, body that is not JSON; exchange: RSA asked for by an app without registered keys',
  },
  {
    code: '103414',
    name: 'BAD_PARAMETER',
    proof: 'gateway',
    origin: ['prefetch', 'token', 'exchange'],
    cause:
      'a field is missing or malformed: msgid longer than 36, systemtime not 17 digits or (guide) no date and time, strictcheck not 0 or 1',
  },
  {
    code: '103511',
    name: 'SERVER_ADDRESS_REFUSED',
    proof: 'gateway',
    origin: ['exchange'],
    cause: "the caller's address is not on the app's whitelist",
  },
  { code: '103811', name: 'EMPTY_TOKEN', proof: 'gateway', origin: ['exchange'], cause: 'token is the empty string' },
  {
    code: '103902',
    name: 'SCRIP_INVALID',
    proof: 'gateway',
    origin: ['token'],
    cause:
      'the scrip is unknown, has expired, was revoked, was used before under the single-use policy, belongs to another app or certificate, or is from before a SIM swap',
  },
  {
    code: '103911',
    name: 'TOO_MANY_TOKENS',
    proof: 'gateway',
    origin: ['token'],
    cause: '31st unused token for the phone number within ten minutes',
  },
  {
    code: '104201',
    name: 'TOKEN_INVALID',
    proof: 'gateway',
    origin: ['exchange'],
    cause: 'token unknown, older than two minutes, or already used',
  },
  {
    code: '105001',
    name: 'UNICOM_FAILED',
    proof: 'gateway',
    origin: ['prefetch'],
    cause: 'China Unicom subscriber whose retrieval fails at the operator',
  },
  {
    code: '105002',
    name: 'MOBILE_FAILED',
    proof: 'gateway',
    origin: ['prefetch'],
    cause: "China Mobile subscriber whose retrieval fails: an IoT or data-only SIM, or the operator's own failure",
  },
  {
    code: '105003',
    name: 'TELECOM_FAILED',
    proof: 'gateway',
    origin: ['prefetch'],
    cause: 'China Telecom subscriber whose retrieval fails at the operator',
  },
  {
    code: '105012',
    name: 'TELECOM_NOT_SUPPORTED',
    proof: 'gateway',
    origin: ['prefetch'],
    cause: 'app without the China Telecom right, China Telecom subscriber',
  },
  {
    code: '105013',
    name: 'UNICOM_NOT_SUPPORTED',
    proof: 'gateway',
    origin: ['prefetch'],
    cause: 'app without the China Unicom right, China Unicom subscriber',
  },
  {
    code: '105018',
    name: 'TOKEN_RIGHTS',
    proof: 'gateway',
    origin: ['exchange'],
    cause: 'a number-check token presented to retrieve the number',
  },
  {
    code: '105019',
    name: 'CAPABILITY_MISSING',
    proof: 'gateway',
    origin: ['token', 'exchange'],
    cause: 'the capability (login or check) is not enabled for the app',
  },
  {
    code: '105021',
    name: 'DAILY_LIMIT',
    proof: 'gateway',
    origin: ['prefetch'],
    cause: "the app's daily retrieval limit is used up; a new day (China Standard Time) makes room",
  },
  {
    code: '105302',
    name: 'APP_NOT_ADMITTED',
    proof: 'gateway',
    origin: ['prefetch'],
    cause: 'the app is registered but not on the admission list',
  },
  {
    code: '105312',
    name: 'QUOTA_EXHAUSTED',
    proof: 'gateway',
    origin: ['exchange'],
    cause: 'purchased calls used up or trial over; a top-up takes effect 30 minutes later',
  },
  {
    code: '105313',
    name: 'ILLEGAL_REQUEST',
    proof: 'gateway',
    origin: ['prefetch', 'token', 'exchange'],
    cause: 'unknown path or method',
  },
  {
    code: '200002',
    name: 'NO_SIM',
    proof: 'device',
    origin: ['device'],
    pair: ['200010'],
    ours: true,
    cause: 'no SIM in any slot',
  },
  {
    code: '200010',
    name: 'SIM_NOT_RECOGNISED',
    proof: 'device',
    origin: ['device'],
    cause: 'a SIM is present but its state or operator cannot be read',
  },
  {
    code: '200005',
    name: 'PERMISSION_REFUSED',
    proof: 'device',
    origin: ['device'],
    cause: 'an app that opted in to READ_PHONE_STATE and is refused it',
  },
  {
    code: '200020',
    name: 'PAGE_CLOSED',
    proof: 'device',
    origin: ['page'],
    cause: 'back key, close, or quitAuthActivity() before the login button was pressed',
  },
  {
    code: '200021',
    name: 'UNPARSABLE_ANSWER',
    proof: 'wire',
    origin: ['device'],
    pair: ['102223'],
    ours: true,
    cause: 'as 102223; also truncated JSON',
  },
  { code: '200022', name: 'NO_NETWORK', proof: 'device', origin: ['device'], pair: ['102101'], ours: true, cause: 'as 102101' },
  {
    code: '200023',
    name: 'TIMEOUT',
    proof: 'wire',
    origin: ['device'],
    cause: 'the gateway holds the answer, the name lookup or the connect beyond the limit',
  },
  {
    code: '200024',
    name: 'SWITCH_FAILED',
    proof: 'device',
    origin: ['device'],
    cause:
      'mobile data on, but the system does not grant the cellular network (registration denied), or the switch is still pending at the limit',
  },
  {
    code: '200025',
    name: 'OTHER',
    proof: 'device',
    origin: ['device'],
    cause: 'socket error, or the system denies this app mobile data',
  },
  { code: '200026', name: 'BAD_ARGUMENT', proof: 'device', origin: ['device'], pair: ['102203'], ours: true, cause: 'as 102203' },
  {
    code: '200027',
    name: 'MOBILE_DATA_OFF',
    proof: 'device',
    origin: ['device'],
    pair: ['102103'],
    ours: true,
    cause: 'as 102103; the guide adds: or the network is unstable',
  },
  {
    code: '200028',
    name: 'NETWORK_ERROR',
    proof: 'wire',
    origin: ['device'],
    pair: ['102102'],
    ours: true,
    cause: "as 102102; also an HTTP status other than 200 and 503, and cleartext traffic refused by the app's policy",
  },
  {
    code: '200038',
    name: 'OTHER_OPERATOR_REQUEST_FAILED',
    proof: 'wire',
    origin: ['device'],
    cause: "Unicom or Telecom subscriber: the redirect target cannot be reached, or is none of the SDK's own table",
  },
  {
    code: '200039',
    name: 'OTHER_OPERATOR_REFUSED',
    proof: 'wire',
    origin: ['device'],
    pair: ['105001', '105003'],
    cause:
      "Unicom or Telecom subscriber: the other operator's gateway answers with a failure of its own that is none of section 5",
  },
  {
    code: '200040',
    name: 'UI_RESOURCE_ERROR',
    proof: 'device',
    origin: ['page'],
    cause: 'a layout or drawable that the theme names does not exist',
  },
  { code: '200050', name: 'EOF', proof: 'wire', origin: ['device'], cause: 'the peer accepts and closes without a byte' },
  {
    code: '200072',
    name: 'CERTIFICATE_REFUSED',
    proof: 'wire',
    origin: ['device'],
    cause: "the token endpoint's chain does not end in the trusted root (untrusted CA, expired, wrong host)",
  },
  {
    code: '200080',
    name: 'CHINA_MOBILE_ONLY',
    proof: 'device',
    origin: ['device'],
    cause: 'mobileAuth with a Unicom or Telecom data SIM',
  },
  {
    code: '200082',
    name: 'BUSY',
    proof: 'wire',
    origin: ['device'],
    cause: 'the gateway answers 503, or its switch for the feature is off',
  },
  {
    code: '200087',
    name: 'PAGE_SHOWN',
    proof: 'device',
    origin: ['page'],
    cause: 'the authorisation page is on screen; told to the page-in listener only, never as a final result',
  },
] as const satisfies readonly ResultCodeRow[];

/** The gateway's codes beyond section 5: of the operator's server document (103133) and of our dialect's redirect (wire.md §2). */
export const WIRE_CODES = [
  { code: '103133', name: 'OTHER_APP', cause: 'the token was made for another appid', zh: '令牌是为另一个 appid 签发的' },
  {
    code: '103273',
    name: 'OTHER_OPERATOR',
    cause: 'a Unicom or Telecom subscriber at the Mobile host: ask again at the redirect',
    zh: '联通或电信用户访问了移动的地址：按 redirect 重新请求',
  },
] as const;

export type ResultCodeName = (typeof RESULT_CODES)[number]['name'] | (typeof WIRE_CODES)[number]['name'];

interface NamedCode {
  readonly code: string;
  readonly name: ResultCodeName;
  readonly cause: string;
}

const rows: readonly NamedCode[] = [...RESULT_CODES, ...WIRE_CODES];
const byName = new Map(rows.map((row) => [row.name, row]));
const byCode = new Map(rows.map((row) => [row.code, row]));

export function resultCode(name: ResultCodeName): NamedCode {
  const row = byName.get(name);
  if (row === undefined) {
    throw new Error(`no result code is named ${name}`);
  }
  return row;
}

export function findResultCode(code: string): NamedCode | undefined {
  return byCode.get(code);
}
