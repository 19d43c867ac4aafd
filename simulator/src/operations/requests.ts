import type { KeyObject } from 'node:crypto';
import type { App, Capability, Strictness } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import type { Refusal } from '../model/refusal.ts';
import type { KeyName } from '../protocol/making.ts';
import type { SearchRecord } from '../protocol/signature-diagnosis.ts';

/** A request as a dialect reads it, in the simulator's own spelling. */

/** The body of a request, read before the scope is known: its appid decides the scope. */
export interface Reading {
  /** Why the body cannot be read further; the operation's rule `body` throws it. */
  readonly refusal: Refusal | null;
  readonly wrongType: WrongType | null;
  /** The fields by wire name, as parsed. A field in the wrong half of an envelope has that half before its name (`header.token`). */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The `inresponseto` of the answer. */
  readonly echo: string;
  readonly appid: string | null;
  readonly msgid: string | null;
  readonly text: string;
}

/** A wrong content type. */
interface WrongType {
  readonly refusal: Refusal;
  /** Whether strictness `field` accepts it (exchange plane only). */
  readonly passesInField: boolean;
  /** The content type in words: `no content type`. */
  readonly description: string;
}

/** How a dialect reads an operation's request and explains that afterwards. */
export interface RequestReader<Q> {
  /** Step 3: throws a refusal for the first field that is missing or malformed. */
  read(reading: Reading, strictness: Strictness): Q;
  /** Reads what is there, whatever is missing or malformed, to say what else is wrong. Absent: nothing else is said. */
  readLeniently?(reading: Reading, strictness: Strictness): LenientReading<Q>;
  describeFields(reading: Reading, strictness: Strictness): Explanation;
  /** The formula and the string that is signed, beside the signature that came. */
  describeSignature(reading: Reading, app: App): Explanation;
}

interface LenientReading<Q> {
  /** What is missing is empty in it. */
  readonly request: Q;
  /** Whether every required field is there. */
  readonly isWhole: boolean;
  /** The fields that are wrong, but for the first, each with its reason. */
  readonly further: readonly string[];
}

export interface PrefetchReader extends RequestReader<PrefetchRequest> {
  /** How the sealed part must open, beside what came. */
  describeSealed(reading: Reading): Explanation;
}

export interface LoginReader extends RequestReader<LoginRequest> {
  /** The signature method that the request asks for, in words. */
  describeMethod(reading: Reading): string;
}

export interface CheckReader extends RequestReader<CheckRequest> {
  /** The formula of phoneNum. */
  describeNumber(reading: Reading): string;
  /** Why a phoneNum is not made of a number, as a refusal would say it; null where nothing can be found out. */
  diagnoseNumber(reading: Reading, question: NumberQuestion): Refusal | null;
}

interface NumberQuestion {
  readonly msisdn: string;
  readonly app: App;
  readonly keys: OtherKeys;
}

/** The device's identity: sealed in a number request, plain in a token request. */
export interface DeviceIdentity {
  readonly packageName: string;
  readonly certificateMd5: string;
}

/** The msgid and time of a request: judged where a scope's settings say so. */
export interface Sent {
  readonly msgid: string;
  /** 17 digits by the sender's clock. */
  readonly sentAt: string;
}

/** The keys that a scope knows besides an app's own. */
export interface OtherKeys {
  readonly searches: SearchRecord;
  besides(app: App): readonly KeyName[];
  appidsBesides(app: App): readonly string[];
}

/** A signed request. */
export interface Signed {
  /** Throws a refusal with its likely cause where the signature is not the app's, or returns a promise that does. `keys`: what clients may have signed with instead. */
  verify(app: App, keys?: OtherKeys): void | Promise<void>;
}

export interface PrefetchRequest extends Sent, Signed {
  readonly appid: string;
  /** Throws a refusal where the key is unknown or the sealed part does not open. */
  open(findKey: (keyid: string) => KeyObject | undefined): OpenedPrefetch;
}

export interface OpenedPrefetch extends DeviceIdentity {
  /** Seals the answer, too. */
  readonly sessionKey: Buffer;
  /** What the device says of itself besides, for the journal: `operatortype 1, networktype 3`. Absent: the dialect does not say it. */
  readonly remark?: string;
}

export interface TokenRequest extends DeviceIdentity, Sent, Signed {
  readonly appid: string;
  readonly scrip: string;
  readonly capability: Capability;
}

export interface LoginRequest extends Sent, Signed {
  readonly appid: string;
  readonly token: string;
  /** Whether the caller asks for the whitelist with strictcheck. */
  readonly isStrict: boolean;
  readonly method: 'MD5' | 'RSA';
}

export interface CheckRequest extends Sent, Signed {
  readonly appid: string;
  readonly token: string;
  /** Whether phoneNum is made of this number; throws a refusal where the formula makes it of no number. */
  isAbout(msisdn: string, app: App, platformKey: KeyObject): boolean;
}

export interface CheckPayload {
  readonly isOwn: boolean;
  readonly taskId: string;
}

export interface PrefetchPayload {
  readonly scrip: string;
  readonly maskedNumber: string;
  readonly operatorDigit: string;
  readonly expiresInSeconds: number;
  readonly sessionKey: Buffer;
}

export interface TokenPayload {
  readonly token: string;
  readonly expiresInSeconds: number;
}

export interface LoginPayload {
  /** 11 digits, or the ciphertext in upper-case hex. */
  readonly msisdn: string;
  readonly taskId: string;
}
