import { z } from 'zod';
import {
  type App,
  CAPABILITIES,
  KEY_METHODS,
  SESSION_STATES,
  type Session,
  STRICTNESSES,
  SUBSCRIBER_STATES,
  type Subscriber,
} from '../model/documents.ts';
import { issueWords } from '../model/issue-words.ts';
import { bearerListeners, byListener } from '../model/listeners.ts';
import { OPERATOR_NAMES } from '../model/operators.ts';
import { ADDRESS_PATTERN, AddressList, canonicalAddress, parseWhitelist } from '../protocol/addresses.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { whyNoPublicKey } from '../protocol/public-key-form.ts';
import { hexText, type RandomBytes } from '../random.ts';

/** The schemas of a scope's documents, with their defaults. An unknown key is refused. */

const count = z.int().min(0);
const spkiPem = z
  .string()
  .check((context) => {
    const why = whyNoPublicKey(context.value);
    if (why !== null) {
      context.issues.push({ code: 'custom', message: why, input: context.value });
    }
  })
  .meta({
    description: 'One RSA public key of 1024 or 2048 bits, SPKI PEM',
    pattern: '^\\s*-----BEGIN PUBLIC KEY-----\\r?\\n[0-9A-Za-z+/=\\r\\n]+-----END PUBLIC KEY-----\\s*$',
  });
const key = z.string().regex(/^[0-9A-F]{32}$/, 'is not 32 upper-case hex digits');

export const whitelistSchema = z
  .string()
  .check((context) => {
    const parsed = parseWhitelist(context.value);
    if (!parsed.ok) {
      context.issues.push({ code: 'custom', message: parsed.why, input: context.value });
    }
  })
  .meta({
    description: 'Addresses, CIDR blocks and a-b ranges, comma-separated; empty: nobody',
    maxLength: 4000,
    pattern: '^[0-9A-Fa-f:./, -]*$',
  });

/** As Android judges a package's name; without a dot it installs no app. A blank or a line end, copied along, would never match. */
const PACKAGE_NAME = /^[A-Za-z][0-9A-Za-z_]*(?:\.[A-Za-z][0-9A-Za-z_]*)+$/;

export const appidSchema = z.string().regex(/^[0-9]{12}$/, 'is not 12 digits');
export const msisdnSchema = z.string().regex(/^[0-9]{11}$/, 'is not 11 digits');
export const addressSchema = z
  .string()
  .refine((text) => canonicalAddress(text) !== null, 'is no IPv4 or IPv6 address')
  .meta({ description: 'An IPv4 or IPv6 address', pattern: ADDRESS_PATTERN })
  .transform((text) => canonicalAddress(text) ?? text);

export const appSchema = z.strictObject({
  appid: appidSchema,
  appKey: key.optional(),
  appSecret: key.optional(),
  keyMethod: z.enum(KEY_METHODS).default('MD5_APP_SECRET'),
  packageName: z
    .string()
    .max(255)
    .regex(
      PACKAGE_NAME,
      'is no package name: letters, digits and _ in two or more parts that begin with a letter, with dots between',
    )
    .default('app.quhao.probe'),
  certificateMd5: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'is not 32 lower-case hex digits')
    .default('e0d30cef5c6139275b58b525001b413c'),
  capabilities: z.array(z.enum(CAPABILITIES)).default([...CAPABILITIES]),
  operators: z.array(z.enum(OPERATOR_NAMES)).default([...OPERATOR_NAMES]),
  admitted: z.boolean().default(true),
  enforceWhitelist: z.boolean().default(true),
  whitelist: whitelistSchema.default('127.0.0.1,::1'),
  verifyKeyPem: spkiPem.nullable().default(null),
  encryptKeyPem: spkiPem.nullable().default(null),
  dailyLimit: count.nullable().default(null),
  purchasedCalls: count.nullable().default(null),
  trialEndsAt: z.int().nullable().default(null),
  topUps: z.array(z.strictObject({ calls: count, at: z.int() })).default([]),
  strictness: z.enum(STRICTNESSES).nullable().default(null),
});

export const subscriberSchema = z.strictObject({
  msisdn: msisdnSchema,
  operator: z.enum(OPERATOR_NAMES).default('mobile'),
  state: z.enum(SUBSCRIBER_STATES).default('ok'),
  sim: z
    .string()
    .regex(/^[\x21-\x7e]{1,40}$/, 'is not 1–40 printable ASCII characters without blanks')
    .default('sim-1'),
  latencyMs: z.int().min(0).default(0),
});

export const sessionSchema = z.strictObject({
  address: addressSchema,
  msisdn: msisdnSchema,
  state: z.enum(SESSION_STATES).default('ok'),
});

export const portSchema = z.int().min(0).max(65_535);

export const bearerSchema = sessionSchema.omit({ address: true }).extend({
  ports: z.strictObject(byListener(bearerListeners, portSchema.optional())).default({}),
});

export const READY_APP = {
  appid: '300000000001',
  appKey: '0123456789ABCDEF0123456789ABCDEF',
  appSecret: 'FEDCBA9876543210FEDCBA9876543210',
} as const;

export const READY_SUBSCRIBER = { msisdn: '15400000001' } as const;

/**
 * Reads an app. Absent keys are those of the app that stands there, since a client cannot know what was generated; of a new app they are generated, so that
 * two apps never share one. The keys of the ready app are constants, because the documentation prints them.
 */
export function readApp(input: unknown, random: RandomBytes, standing?: App): App {
  const app = read(appSchema, 'app', input);
  const made = standing ?? (app.appid === READY_APP.appid ? READY_APP : null);
  return {
    ...app,
    appKey: app.appKey ?? made?.appKey ?? drawKey(random),
    appSecret: app.appSecret ?? made?.appSecret ?? drawKey(random),
  };
}

/** The patch of an app with a fresh key in each place where it asks for one by null: the ready app's constants are no answer to that. */
export function withDrawnKeys(patch: object, random: RandomBytes): object {
  const { appKey, appSecret }: { readonly appKey?: unknown; readonly appSecret?: unknown } = patch;
  return {
    ...patch,
    ...(appKey === null && { appKey: drawKey(random) }),
    ...(appSecret === null && { appSecret: drawKey(random) }),
  };
}

function drawKey(random: RandomBytes): string {
  return hexText(random, 16).toUpperCase();
}

export function readSubscriber(input: unknown): Subscriber {
  return read(subscriberSchema, 'subscriber', input);
}

export function readSession(input: unknown): Session {
  return read(sessionSchema, 'session', input);
}

/** Parses the input. A ProblemError names every place that is wrong. */
export function read<T extends z.ZodType>(schema: T, what: string, input: unknown): z.output<T> {
  const forbidden = prototypeKeys(input);
  if (forbidden.length > 0) {
    throw invalid(what, forbidden);
  }
  const parsed = schema.safeParse(input, { error: issueWords });
  if (parsed.success) {
    return parsed.data;
  }
  throw invalid(what, parsed.error.issues.flatMap(placesOf));
}

interface WrongPlace {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** An unknown key is a place of its own, with its line of the message. */
function placesOf({ path, message, ...issue }: z.core.$ZodIssue): readonly WrongPlace[] {
  const lines = message.split('\n');
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((name, at) => ({ path: [...path, name], message: lines[at] ?? message }))
    : [{ path, message }];
}

export function invalid(what: string, wrong: readonly WrongPlace[]): ProblemError {
  const places = wrong.map(({ path, message }) => ({ pointer: pointerOf(path), message }));
  const problems = places.map(({ pointer, message }) => `${pointer} ${message}`.trimStart()).join('; ');
  return new ProblemError('invalid', `the ${what} is not valid: ${problems}`, places);
}

/** A JSON pointer (RFC 6901); empty for the whole document. */
function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** No document is deeper: its schema refuses what is. */
const MOST_DEEP = 50;

/** Copies of an object lose a key `__proto__`, so that a rule which is to match it would match every request. Judged on what was parsed, however it was spelled. */
export function prototypeKeys(input: unknown): readonly WrongPlace[] {
  const wrong: WrongPlace[] = [];
  const open: { readonly value: unknown; readonly path: readonly PropertyKey[] }[] = [{ value: input, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === 'object' && value !== null && isPlain(value)) {
      if (Object.hasOwn(value, '__proto__')) {
        wrong.push({ path: [...path, '__proto__'], message: 'is no key of any document' });
      }
      for (const [name, inner] of Object.entries(value)) {
        if (typeof inner === 'object' && inner !== null && name !== '__proto__' && path.length < MOST_DEEP) {
          open.push({ value: inner, path: [...path, name] });
        }
      }
    }
  }
  return wrong;
}

/** What JSON and YAML make; a dialect, for instance, is a value of another kind that may hold itself. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || prototype === Object.prototype;
}

const lists = new WeakMap<App, AddressList>();

/** The app's whitelist. It is parsed once for each version of the document. */
export function whitelistOf(app: App): AddressList {
  const known = lists.get(app);
  if (known !== undefined) {
    return known;
  }
  const parsed = parseWhitelist(app.whitelist);
  const made = new AddressList(parsed.ok ? parsed.ranges : []);
  lists.set(app, made);
  return made;
}

/** Whether the app's whitelist has the address, however it is spelled. */
export function isOnWhitelist(app: App, address: string): boolean {
  const canonical = canonicalAddress(address);
  return canonical !== null && whitelistOf(app).has(canonical);
}
