import { z } from 'zod';
import type { Advanced, App, OpenedBearer, ScopeReport, Scrip, Session, Settings, Subscriber } from '../model/documents.ts';
import { effectKindSchema } from '../model/fault-effect.ts';
import type { ArmedFault } from '../model/faults.ts';
import {
  type JournalEntry,
  type LoginFlow,
  type RawRequest,
  SCOPE_CHOICES,
  SENT_CLIENTS,
  SENT_EXTENTS,
  STEP_OUTCOMES,
} from '../model/journal.ts';
import { bearerListeners, byListener, LISTENERS, type ScopePorts, scopeListeners } from '../model/listeners.ts';
import { operationSchema, planeSchema } from '../model/operations.ts';
import type { SimulatorDescription } from '../model/simulator.ts';
import { appSchema, portSchema, sessionSchema, subscriberSchema } from '../scope/documents.ts';
import { faultSchema } from '../scope/fault-rule.ts';
import { settingsSchema } from '../scope/settings.ts';

/** The schemas of the control API's answers. The compiler checks them against the public types; the OpenAPI document prints them. */

/** A type as zod infers it: an optional member may also be undefined. */
type AsParsed<T> = T extends object
  ? { [K in keyof T]: object extends Pick<T, K> ? AsParsed<T[K]> | undefined : AsParsed<T[K]> }
  : T;

const id = z.int().min(0);
const text = z.string();

export const appAnswer = appSchema.required({ appKey: true, appSecret: true }) satisfies z.ZodType<App>;
export const subscriberAnswer = subscriberSchema satisfies z.ZodType<Subscriber>;
/** Answers have addresses in canonical spelling, so the schema of an answer does not parse them. */
export const sessionAnswer = sessionSchema.extend({ address: text }) satisfies z.ZodType<Session>;
export const settingsAnswer = settingsSchema.extend({ callerAddress: text.nullable() }) satisfies z.ZodType<Settings>;
export const faultAnswer = faultSchema.safeExtend({ id: text, hits: id, whyIdle: text.nullable() }) satisfies z.ZodType<
  AsParsed<ArmedFault>
>;

export const scripAnswer = z.strictObject({
  scrip: text,
  appid: text,
  msisdn: text,
  issuedAt: z.int(),
  expiresAt: z.int(),
}) satisfies z.ZodType<Scrip>;

export const clockAnswer = z.strictObject({ now: z.int(), rate: z.number() }) satisfies z.ZodType<
  Pick<ScopeReport, 'now' | 'rate'>
>;
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

export const scopePortsAnswer = z.strictObject(byListener(scopeListeners, portSchema)) satisfies z.ZodType<ScopePorts>;

export const bearerAnswer = sessionAnswer.extend({
  ports: z.strictObject(byListener(bearerListeners, portSchema)),
  instance: text.optional(),
}) satisfies z.ZodType<AsParsed<OpenedBearer>>;

export const keysAnswer = z.array(z.strictObject({ keyid: text, spkiPem: text, state: z.enum(['current', 'retired']) }));

export const descriptionAnswer = z.strictObject({
  host: text,
  ports: z.strictObject(byListener(LISTENERS, portSchema)),
  urls: z.strictObject(byListener(LISTENERS, text)),
  rootPem: text,
  gatewayKey: z.strictObject({ keyid: text, spkiPem: text }),
  platformSpkiPem: text,
  losses: z.array(text),
}) satisfies z.ZodType<SimulatorDescription>;

const firedFault = z.strictObject({ id: text, effect: effectKindSchema });

export const entryAnswer = z.strictObject({
  id,
  at: z.int(),
  realAt: z.int(),
  monotonicNanos: text,
  scope: z.strictObject({ id: text, by: z.enum(SCOPE_CHOICES) }),
  plane: planeSchema,
  operation: operationSchema.nullable(),
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
      outcome: z.enum(STEP_OUTCOMES),
      expected: text.optional(),
      got: text.optional(),
      detail: text.optional(),
      mistakes: z.array(z.strictObject({ id: text, en: text, zh: text })).optional(),
    }),
  ),
  fault: firedFault.nullable(),
  faults: z.array(firedFault),
  answer: z.strictObject({ status: z.int(), resultCode: text.nullable(), name: text.nullable() }).nullable(),
  sent: z.strictObject({
    extent: z.enum(SENT_EXTENTS),
    bytes: id,
    at: z.int().nullable(),
    realAt: z.int().nullable(),
    client: z.enum(SENT_CLIENTS),
    detail: text,
  }),
}) satisfies z.ZodType<AsParsed<JournalEntry>>;

export const rawRequestAnswer = z.strictObject({
  entry: id,
  plane: planeSchema,
  operation: operationSchema.nullable(),
  method: text,
  target: text,
  host: text.nullable(),
  contentType: text.nullable(),
  body: z.base64(),
  session: text,
}) satisfies z.ZodType<RawRequest>;

export const flowAnswer = z.strictObject({
  id,
  appid: text.nullable(),
  subscriber: text.nullable(),
  requests: z.array(z.strictObject({ entry: id, operation: operationSchema, connection: id, resultCode: text.nullable() })),
  resultCode: text.nullable(),
}) satisfies z.ZodType<LoginFlow>;
