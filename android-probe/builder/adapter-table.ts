import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { BuildError, troubleText } from './build-error.ts';

/** What a word in `arguments` stands for. */
const CALL_WORDS = ['context', 'listener', 'appId', 'appKey', 'requestCode', 'value'] as const;
const GATEWAY_WORDS = [
  'context',
  'gateway.mobile',
  'gateway.unicom',
  'gateway.telecom',
  'gateway.token',
  'gateway.rootPem',
  'gateway.keyId',
  'gateway.publicKeyPem',
] as const;
const APIS = [
  'getPhoneInfo',
  'loginAuth',
  'mobileAuth',
  'getNetworkType',
  'delScrip',
  'setOverTime',
  'setPageInListener',
  'quitAuthActivity',
] as const;

const literal = z.union([z.number(), z.boolean(), z.null(), z.strictObject({ text: z.string() })]);
const className = z
  .string()
  .regex(/^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)+$/, 'must be a class with its package, a.b.C or a.b.C$D');
const templates = z.record(z.string(), z.coerce.string());

function step<const W extends readonly [string, ...string[]]>(words: W) {
  return z.strictObject({
    class: className.optional(),
    method: z.string(),
    arguments: z.array(z.union([z.enum(words), literal])).default([]),
  });
}

/** adapter.yaml (docs/any-sdk.md). */
const tableSchema = z.strictObject({
  name: z.string().optional(),
  version: z.coerce.string().optional(),
  instance: z
    .union([
      z.strictObject({ class: className, field: z.string() }),
      z.strictObject({
        class: className,
        method: z.string(),
        arguments: z.array(z.union([z.literal('context'), literal])).default([]),
      }),
      z.strictObject({ class: className, arguments: z.array(z.literal('context')).max(1).default([]) }),
    ])
    .optional(),
  setup: z.array(step(['context'])).optional(),
  configure: z.array(step(GATEWAY_WORDS)).optional(),
  methods: z.partialRecord(z.enum(APIS), step(CALL_WORDS).extend({ returns: templates.optional() })),
  listeners: z.record(className, z.record(z.string(), templates)).optional(),
  codes: z.record(z.string(), z.coerce.string()).optional(),
  page: z
    .strictObject({
      number: z.string(),
      button: z.string(),
      checkBox: z.string(),
      terms: z.string(),
      close: z.string(),
    })
    .partial()
    .optional(),
});

export type AdapterTable = z.infer<typeof tableSchema>;

/** Reads adapter.yaml. Throws BuildError with the line. */
export function readAdapterTable(text: string, place: string): AdapterTable {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const [broken] = document.errors;
  if (broken !== undefined) {
    throw tableError(`${place}:${counter.linePos(broken.pos[0]).line}`, broken.message.split('\n')[0] ?? '');
  }
  const parsed = tableSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const issue = deepest(parsed.error.issues);
    const node = document.getIn(issue.path, true) ?? document.getIn(issue.path.slice(0, -1), true);
    const offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0];
    const line = offset === undefined ? '' : `:${counter.linePos(offset).line}`;
    throw tableError(`${place}${line}`, `${issue.path.join('.') || 'the table'}: ${issue.message}`);
  }
  requireSense(parsed.data, place);
  return parsed.data;
}

interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Of a choice that fits in no way the issue that lies deepest says the most. */
function deepest(issues: readonly z.core.$ZodIssue[], base: readonly PropertyKey[] = []): Issue {
  const candidates = issues.flatMap((issue): readonly Issue[] => {
    const path = [...base, ...issue.path].map((key) => (typeof key === 'number' ? key : String(key)));
    const own = { path, message: issue.message };
    const alternatives = issue.code === 'invalid_union' ? issue.errors.filter((errors) => errors.length > 0) : [];
    return [own, ...alternatives.map((errors) => deepest(errors, [...base, ...issue.path]))];
  });
  return candidates.reduce((best, candidate) => (candidate.path.length > best.path.length ? candidate : best));
}

/** What a schema cannot say: a listener that is asked for is described, and an object that is called is there. */
function requireSense({ methods, listeners, instance, configure, setup }: AdapterTable, place: string): void {
  const rows = Object.entries(methods);
  if (rows.length === 0) {
    throw tableError(place, 'methods: at least one of the documented calls must be mapped');
  }
  if (rows.some(([, row]) => row?.arguments.includes('listener')) && Object.keys(listeners ?? {}).length === 0) {
    throw tableError(place, 'listeners: a method takes a listener, and none is described');
  }
  const called = [...rows.map(([, row]) => row), ...(configure ?? []), ...(setup ?? [])];
  if (instance === undefined && called.some((row) => row?.class === undefined)) {
    throw tableError(place, 'instance: a row names no class (static method), so the table must say how the object is had');
  }
}

/** Every class that the table names. */
export function classesNamedIn({ instance, setup, configure, methods, listeners }: AdapterTable): readonly string[] {
  const steps = [...(setup ?? []), ...(configure ?? []), ...Object.values(methods)];
  const named = [instance?.class, ...steps.map((row) => row?.class), ...Object.keys(listeners ?? {})];
  return [...new Set(named.filter((name): name is string => name !== undefined))];
}

function tableError(place: string, cause: string): BuildError {
  return new BuildError(
    'ADAPTER',
    troubleText({ place, cause, cure: 'docs/any-sdk.md, "An adapter as a table", has every key' }),
  );
}
