import { z } from 'zod';
import type { ClockState } from '../clock.ts';
import type { Advanced, App, OpenedBearer, ScopeReport, Session, Settings, Subscriber } from '../model/documents.ts';
import type { ArmedFault } from '../model/faults.ts';
import type { JournalEntry, LoginFlow } from '../model/journal.ts';
import type { ScopePorts } from '../model/listeners.ts';
import type { SimulatorDescription } from '../model/simulator.ts';
import { appSchema, sessionSchema, subscriberSchema } from '../scope/documents.ts';
import { faultSchema } from '../scope/fault-rule.ts';
import { settingsSchema } from '../scope/settings.ts';

/** What the control API answers with, held to the public types by the compiler, printed into the OpenAPI document. */

/** A type as zod has it: what may be absent may be undefined too. */
type Written<T> = T extends object
  ? { [K in keyof T]: object extends Pick<T, K> ? Written<T[K]> | undefined : Written<T[K]> }
  : T;

const id = z.int().min(0);
const text = z.string();
const operation = z.enum(['prefetch', 'get-token', 'login-token-validate', 'token-validate']);
const port = z.int().min(0).max(65_535);

export const appAnswer = appSchema.required({ appKey: true, appSecret: true }) satisfies z.ZodType<App>;
export const subscriberAnswer = subscriberSchema satisfies z.ZodType<Subscriber>;
/** Addresses are told in their one canonical spelling, and read as they stand. */
export const sessionAnswer = sessionSchema.extend({ address: text }) satisfies z.ZodType<Session>;
export const settingsAnswer = settingsSchema.extend({ callerAddress: text.nullable() }) satisfies z.ZodType<Settings>;
export const faultAnswer = faultSchema.safeExtend({ id: text, hits: id }) satisfies z.ZodType<Written<ArmedFault>>;

export const clockAnswer = z.strictObject({ now: z.int(), rate: z.number() }) satisfies z.ZodType<ClockState>;
export const advancedAnswer = z.strictObject({
  now: z.int(),
  expiredScrips: id,
  expiredTokens: id,
  releasedAnswers: id,
  quotaDaysRolled: id,
}) satisfies z.ZodType<Advanced>;

export const reportAnswer = z.strictObject({
  id: text,
  now: z.int(),
  rate: z.number(),
  endsAt: z.int().nullable(),
  settings: settingsAnswer,
  apps: id,
  subscribers: id,
  sessions: id,
  personas: z.strictObject({ app: text, apps: z.record(text, text), addresses: text }).nullable(),
  faults: id,
  unusedFaults: z.array(text),
  journal: z.strictObject({ entries: id, lastId: id, droppedUpTo: id }),
  snapshots: z.array(text),
}) satisfies z.ZodType<ScopeReport>;

export const scopePortsAnswer = z.strictObject({
  bearer: port,
  bearerProxy: port,
  token: port,
  tokenProxy: port,
  exchange: port,
  exchangeProxy: port,
  exchangeTls: port,
}) satisfies z.ZodType<ScopePorts>;

export const bearerAnswer = sessionAnswer.extend({
  ports: z.strictObject({ bearer: port, token: port }),
}) satisfies z.ZodType<OpenedBearer>;

export const keysAnswer = z.array(z.strictObject({ keyid: text, spkiPem: text, state: z.enum(['current', 'retired']) }));

export const descriptionAnswer = z.strictObject({
  host: text,
  ports: scopePortsAnswer.extend({ control: port }),
  urls: z.strictObject({
    bearer: text,
    bearerProxy: text,
    token: text,
    tokenProxy: text,
    exchange: text,
    exchangeProxy: text,
    exchangeTls: text,
    control: text,
  }),
  rootPem: text,
  gatewayKey: z.strictObject({ keyid: text, spkiPem: text }),
  platformSpkiPem: text,
  losses: z.array(text),
}) satisfies z.ZodType<SimulatorDescription>;

const firedFault = z.strictObject({
  id: text,
  effect: z.enum([
    'connection',
    'tls',
    'state',
    'code',
    'status',
    'contentType',
    'redirect',
    'html',
    'body',
    'field',
    'delay',
    'delayUniform',
    'delayLognormal',
    'hold',
    'socket',
    'cut',
    'dribble',
  ]),
});

export const entryAnswer = z.strictObject({
  id,
  at: z.int(),
  realAt: z.int(),
  monotonicNanos: text,
  scope: z.strictObject({ id: text, by: z.enum(['appid', 'session', 'listener', 'default']) }),
  plane: z.enum(['bearer', 'token', 'exchange']),
  operation: operation.nullable(),
  connection: z.strictObject({ id, request: id, remote: text, session: text }),
  msgidOccurrence: id,
  appid: text.nullable(),
  subscriber: text.nullable(),
  fields: z.record(text, text),
  unreadFields: z.array(text),
  trace: z.array(
    z.strictObject({
      step: z.int(),
      name: text,
      outcome: z.enum(['passed', 'failed', 'not-reached']),
      expected: text.optional(),
      got: text.optional(),
      detail: text.optional(),
    }),
  ),
  fault: firedFault.nullable(),
  faults: z.array(firedFault),
  answer: z.strictObject({ status: z.int(), resultCode: text.nullable(), name: text.nullable() }).nullable(),
}) satisfies z.ZodType<Written<JournalEntry>>;

export const flowAnswer = z.strictObject({
  id,
  appid: text.nullable(),
  subscriber: text.nullable(),
  requests: z.array(z.strictObject({ entry: id, operation, connection: id, resultCode: text.nullable() })),
  resultCode: text.nullable(),
}) satisfies z.ZodType<LoginFlow>;
