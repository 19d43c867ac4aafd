import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Check } from './check.ts';
import { UsageError } from './errors.ts';
import type { LateEvidence } from './evidence.ts';
import type { GatewayCheck } from './gateway-profile/gateway-check.ts';
import type { GatewayObservations } from './gateway-profile/gateway-observations.ts';
import type { StoredObservations } from './observations.ts';

/** Reads the JSON files of a stored run, and refuses those that are damaged: the judge may rely on their shape. */

const objects = z.array(z.looseObject({}));
const byName = z.record(z.string(), z.looseObject({}));
const stopped = z.looseObject({ step: z.number(), reason: z.string() }).nullable();
const events = z.array(z.looseObject({ type: z.string(), payload: z.looseObject({}) }));
const named = z.looseObject({ name: z.string(), meaning: z.string(), expect: z.string() });

const checkSchema = z.looseObject({
  id: z.string(),
  clause: z.array(z.string()),
  level: z.enum(['MUST', 'SHOULD', 'INFO']),
  act: z.array(z.looseObject({ do: z.string() })),
  expect: z.array(named),
});

const observationsSchema = z.looseObject({
  ...{ calls: byName, marks: byName, screens: byName, exchanges: byName, raws: byName },
  ...{ events, closingEvents: events, requests: objects, leaks: objects, canaries: objects },
  ...{ bound: z.array(z.string()), pages: z.array(z.string()), pagesAfterQuit: z.array(z.string()) },
  connections: objects.nullable(),
  held: z.record(z.string(), z.number()),
  clocks: z.record(z.string(), z.object({ millis: z.number(), atNanos: z.string() })).optional(),
  networkRequests: z.looseObject({ before: z.number() }),
  stopped,
  crash: z.string().nullable(),
  facts: z.looseObject({ subscriber: z.string(), gatewayHosts: z.array(z.string()), numberHosts: z.array(z.string()) }),
});

const answered = z.looseObject({
  answer: z.looseObject({ status: z.number(), body: z.string() }).nullable(),
  failure: z.string().nullable(),
  msgid: z.string(),
});

const exchangesSchema = z.looseObject({
  answers: z.record(z.string(), z.array(answered)),
  stopped,
  number: z.string().nullable(),
});

const lateSchema = z.looseObject({
  callbacks: z.array(z.looseObject({ row: z.string(), call: z.string(), code: z.string() })),
  ends: z.array(z.looseObject({ row: z.string(), how: z.string() })),
});

/** What each file holds once its shape is checked; the schemas name only what the judge cannot do without. */
interface StoredFiles {
  readonly check: Check;
  readonly gatewayCheck: GatewayCheck;
  readonly observations: StoredObservations;
  readonly exchanges: GatewayObservations;
  readonly late: LateEvidence;
}

const SCHEMAS = {
  check: checkSchema,
  gatewayCheck: checkSchema,
  observations: observationsSchema,
  exchanges: exchangesSchema,
  late: lateSchema,
} as const satisfies Readonly<Record<keyof StoredFiles, z.ZodType>>;

/** Parses the text of a stored file. Throws UsageError that names the file and the place in it. */
export function parseStored<K extends keyof StoredFiles>(kind: K, text: string, path: string): StoredFiles[K] {
  const parsed = SCHEMAS[kind].safeParse(parseJson(text, path));
  if (!parsed.success) {
    throw damaged(path, describeIssue(parsed.error));
  }
  return parsed.data as unknown as StoredFiles[K];
}

/** The first issue with its place. */
export function describeIssue({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'it has another shape' : `${issue.path.join('.') || 'the whole'}: ${issue.message}`;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(path, `it is no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function damaged(path: string, what: string): UsageError {
  return new UsageError(`${path} is damaged: ${what}. A run is judged again from the files that quhao conform has written`);
}

/** The text of a file; null where there is none. */
export async function readOptional(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      return null;
    }
    throw error;
  });
}
