import type { KeyObject } from 'node:crypto';
import type { App, Capability, Strictness } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import type { Refusal } from '../model/refusal.ts';

/** What a dialect makes of an HTTP request, in our own spelling. */

/** Step 2 of every operation, taken before the scope is known: who asks is found in what could be read. */
export interface Reading {
  /** Why the body cannot be judged further; the flow's second check throws it. */
  readonly refusal: Refusal | null;
  /** A content type that is wrong, and whether strictness `field` lets it pass (exchange plane only). */
  readonly wrongType: { readonly refusal: Refusal; readonly passesInField: boolean; readonly told: string } | null;
  /** By wire name, as parsed; of an envelope, what stands in the wrong half has that half before its name (`header.token`). */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What a refusal is answered in response to. */
  readonly echo: string;
  readonly appid: string | null;
  readonly msgid: string | null;
  readonly text: string;
}

/** How a dialect reads an operation's request, and what it says of that afterwards. */
export interface RequestReader<Q> {
  /** Step 3: throws what is missing or malformed. */
  read(reading: Reading, strictness: Strictness): Q;
  describeFields(reading: Reading, strictness: Strictness): Explanation;
  /** The formula, the string that is signed and what came. */
  describeSignature(reading: Reading, app: App): Explanation;
}

export interface PrefetchReader extends RequestReader<PrefetchRequest> {
  /** How the sealed part opens. */
  describeSealed(reading: Reading): Explanation;
}

export interface LoginReader extends RequestReader<LoginRequest> {
  /** How the method was asked for. */
  describeMethod(reading: Reading): string;
}

export interface CheckReader extends RequestReader<CheckRequest> {
  /** The formula of phoneNum. */
  describeNumber(reading: Reading): string;
}

/** What the device says of itself, sealed in a number request and plain in a token request. */
export interface DeviceIdentity {
  readonly packageName: string;
  readonly certificateMd5: string;
}

/** Who sent it when: looked at where a scope's settings say so. */
export interface Sent {
  readonly msgid: string;
  /** 17 digits by the sender's clock. */
  readonly sentAt: string;
}

export interface PrefetchRequest extends Sent {
  readonly appid: string;
  /** Throws the refusal, with its likely cause, where the signature is not the app's. */
  verify(app: App): void;
  /** Throws where the key is unknown or nothing opens. */
  open(findKey: (keyid: string) => KeyObject | undefined): OpenedPrefetch;
}

export interface OpenedPrefetch extends DeviceIdentity {
  /** Opens the answer's sealed part, too. */
  readonly sessionKey: Buffer;
}

export interface TokenRequest extends DeviceIdentity, Sent {
  readonly appid: string;
  readonly scrip: string;
  readonly capability: Capability;
  verify(app: App): void;
}

export interface LoginRequest extends Sent {
  readonly appid: string;
  readonly token: string;
  /** Whether the caller asks for the whitelist to hold. */
  readonly isStrict: boolean;
  readonly method: 'MD5' | 'RSA';
  verify(app: App): void;
}

export interface CheckRequest extends Sent {
  readonly appid: string;
  readonly token: string;
  verify(app: App): void;
  /** Whether the number asked about is this one; throws where phoneNum is not what the formula makes of any number. */
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
