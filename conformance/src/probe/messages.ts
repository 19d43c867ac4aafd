import { z } from 'zod';

/** android-probe/PROTOCOL.md 1.0, as the host reads it. Unknown fields are ignored: a newer probe may send more. */

const nanos = z.string().regex(/^\d+$/);

export const answerSchema = z.union([
  z.object({ id: z.number(), result: z.record(z.string(), z.unknown()), enteredNanos: nanos, leftNanos: nanos }),
  z.object({
    id: z.number().nullable().optional(),
    error: z.object({
      type: z.enum(['BAD_REQUEST', 'BAD_TOKEN', 'UNKNOWN_METHOD', 'UNSUPPORTED', 'SDK_THREW', 'PROBE_FAULT']),
      message: z.string(),
    }),
  }),
]);

/** For methods without a result. */
export const anySchema = z.record(z.string(), z.unknown());

export const handshakeSchema = z.object({ protocol: z.string(), package: z.string() });

export const subjectSchema = z.object({
  adapter: z.string(),
  name: z.string(),
  version: z.string(),
  methods: z.array(z.string()),
  mutants: z.array(z.object({ id: z.string(), text: z.string() })),
  /** Right SDKs built otherwise; absent in older probes. */
  variants: z.array(z.object({ id: z.string(), text: z.string() })).default([]),
  configurable: z.boolean(),
  mutant: z.string().nullish(),
  /** Ids of the page's parts, where the adapter knows them. */
  page: z
    .object({
      number: z.string().optional(),
      button: z.string().optional(),
      checkBox: z.string().optional(),
      terms: z.string().optional(),
      close: z.string().optional(),
    })
    .optional(),
});

export const describeSchema = z.object({
  protocol: z.string(),
  package: z.string(),
  certificateMd5: z.string().regex(/^[0-9a-f]{32}$/),
  androidApi: z.number(),
  subject: subjectSchema,
});

export const callSchema = z.object({
  callId: z.string(),
  startedNanos: nanos,
  endedNanos: nanos.nullish(),
  value: z.unknown().optional(),
  /** The call that followed in the same turn. */
  get next() {
    return callSchema.optional();
  },
});

const eventSchema = z.object({
  seq: z.number(),
  type: z.enum(['result', 'pageIn', 'listener', 'activity', 'crash']),
  callId: z.string().nullish(),
  atNanos: nanos,
  thread: z.string(),
  payload: z.record(z.string(), z.unknown()),
});

export const eventsSchema = z.object({ events: z.array(eventSchema), last: z.number() });

export const networkStateSchema = z.object({
  active: z.enum(['wifi', 'cellular']).nullable(),
  networks: z.array(
    z.object({ id: z.union([z.string(), z.number()]), transport: z.string(), internet: z.boolean(), validated: z.boolean() }),
  ),
  cleartextPermitted: z.boolean(),
  /** The network that the process is bound to; absent in older probes. */
  bound: z.union([z.string(), z.number()]).nullish(),
});

export const rawAnswerSchema = z.object({
  outcome: z.enum(['answer', 'eof', 'reset', 'refused', 'timeout', 'no-network', 'tls', 'error']),
  status: z.number().nullish(),
  headers: z.record(z.string(), z.unknown()).nullish(),
  body: z.string().nullish(),
  message: z.string().nullish(),
  startedNanos: nanos,
  endedNanos: nanos,
});

export const permissionsSchema = z.object({ requested: z.array(z.string()), held: z.array(z.string()) });

export const touchedSchema = z.object({ numbers: z.array(z.number()) });

export const countSchema = z.object({ outstanding: z.number() });

export const webPagesSchema = z.object({ addresses: z.array(z.string()) });

export const defaultsSchema = z.object({ changed: z.array(z.string()) });

export const keptSchema = z.object({ activities: z.array(z.string()) });

const threadSchema = z.object({ id: z.number(), name: z.string() });

export const threadsSchema = z.object({ threads: z.array(threadSchema) });

export const storageSchema = z.object({
  files: z.number(),
  bytes: z.number(),
  hits: z.array(z.object({ file: z.string(), index: z.number() })),
});

export const clockSchema = z.object({ elapsedRealtimeNanos: nanos, currentTimeMillis: z.union([z.number(), z.string()]) });

export type Subject = z.infer<typeof subjectSchema>;
export type ProbeDescription = z.infer<typeof describeSchema>;
export type CallAnswer = z.infer<typeof callSchema>;
export type ProbeThread = z.infer<typeof threadSchema>;
export type ProbeEvent = z.infer<typeof eventSchema>;
export type NetworkState = z.infer<typeof networkStateSchema>;
export type Permissions = z.infer<typeof permissionsSchema>;
export type RawAnswer = z.infer<typeof rawAnswerSchema>;

/** Which build of the SDK is asked for: a mutant, a variant, or neither. */
export interface BuildChoice {
  readonly mutant: string | null;
  readonly variant: string | null;
}

/** The gateway's addresses and keys, as an SDK is configured with them. */
export interface GatewayConfig {
  readonly hosts: { readonly mobile: string; readonly unicom: string; readonly telecom: string; readonly token: string };
  readonly rootPem: string;
  readonly keyId: string;
  readonly publicKeyPem: string;
}

export interface CallRequest {
  readonly api: string;
  readonly callId: string;
  readonly appId?: string | null;
  readonly appKey?: string | null;
  readonly requestCode?: number;
  /** False: the SDK is given null for its listener. */
  readonly listener?: boolean;
  /** Calls with the same text are given one listener object. */
  readonly sharedListener?: string;
  readonly value?: number;
  readonly theme?: Readonly<Record<string, readonly unknown[]>>;
  readonly thread?: 'main' | 'worker';
  readonly inside?: CallRequest;
  /** The call that the app makes after this one in the same turn of its thread. */
  readonly next?: CallRequest;
  /** How long the app's thread is busy after this call. */
  readonly turnMs?: number;
}

export interface RawRequest {
  readonly bearer: 'default' | 'wifi' | 'cellular';
  readonly url: string;
  readonly method?: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly timeoutMs: number;
}
