import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { BuildError, troubleText } from './build-error.ts';
import { THEME_METHODS } from './theme-methods.ts';

/** What a word in `arguments` stands for. */
const CALL_WORDS = ['context', 'listener', 'suspend', 'appId', 'appKey', 'requestCode', 'value', 'theme'] as const;
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
  'setAuthThemeConfig',
] as const;

const literal = z.union([z.number(), z.boolean(), z.null(), z.strictObject({ text: z.string() })]);
const className = z
  .string()
  .regex(/^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)+$/, 'must be a class with its package, a.b.C or a.b.C$D');
const templates = z.record(z.string(), z.coerce.string());
const methodTemplates = z.record(z.string(), templates);

type Literal = z.infer<typeof literal>;
type Argument = string | Literal | ObjectSpec | InlineListener;

/** How an object of the SDK is had. */
interface ObjectSpec {
  /** A name of `objects`, in place of everything else. */
  readonly object?: string | undefined;
  readonly class?: string | undefined;
  readonly field?: string | undefined;
  readonly method?: string | undefined;
  readonly arguments?: readonly Argument[] | undefined;
  readonly then?: readonly Step[] | undefined;
}

/** A listener of a named class, or one that the row describes itself. */
interface InlineListener {
  readonly listener?: string | undefined;
  readonly on?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/** One call. */
interface Step {
  readonly class?: string | undefined;
  readonly target?: ObjectSpec | undefined;
  readonly method: string;
  readonly arguments?: readonly Argument[] | undefined;
}

/** The shapes whose arguments are of some words. */
function shapesOf(words: readonly [string, ...string[]]) {
  const argument: z.ZodType<Argument> = z.lazy(() => z.union([z.enum(words), literal, listener, object]));
  const listener = z.union([z.strictObject({ listener: className }), z.strictObject({ on: methodTemplates })]);
  const list = z.array(argument).default([]);
  const then = z.array(z.strictObject({ method: z.string(), arguments: list })).optional();
  const object: z.ZodType<ObjectSpec> = z.lazy(() =>
    z.union([
      z.strictObject({ object: z.string() }),
      z.strictObject({ class: className, field: z.string(), then }),
      z.strictObject({ class: className, method: z.string(), arguments: list, then }),
      z.strictObject({ class: className, arguments: list, then }),
    ]),
  );
  const step = z.strictObject({ class: className.optional(), target: object.optional(), method: z.string(), arguments: list });
  return { step, object };
}

const atStart = shapesOf(['context']);
const atCall = shapesOf(CALL_WORDS);
const results = { returns: templates.optional(), result: templates.optional(), throws: templates.optional() };

/** The SDK's method for each Builder method of the guide: by its name, with the same arguments, or with chosen ones. */
const setter = z.union([
  z.string(),
  z.strictObject({ method: z.string(), arguments: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])) }),
]);

/** adapter.yaml (docs/any-sdk.md). */
const tableSchema = z.strictObject({
  name: z.string().optional(),
  version: z.coerce.string().optional(),
  instance: atStart.object.optional(),
  objects: z.record(z.string(), atStart.object).optional(),
  setup: z.array(atStart.step).optional(),
  configure: z.array(shapesOf(GATEWAY_WORDS).step).optional(),
  methods: z.partialRecord(z.enum(APIS), atCall.step.extend(results)),
  listeners: z.record(className, methodTemplates).optional(),
  codes: z.record(z.string(), z.coerce.string()).optional(),
  theme: z
    .strictObject({
      builder: atStart.object,
      setters: z.partialRecord(z.enum(THEME_METHODS), setter),
      build: z.string().optional(),
    })
    .optional(),
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
    const issue = deepest(parsed.error.issues, (path) => document.hasIn(path));
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

/** Of a choice that fits in no way the issue that lies deepest says the most; a misspelt key says more than that the right one is missing. */
function deepest(issues: readonly z.core.$ZodIssue[], isThere: (path: Issue['path']) => boolean): Issue {
  const misspelt = issues.find(({ code }) => code === 'unrecognized_keys');
  const candidates = issues.flatMap((issue) => candidatesOf(issue, []));
  const best = candidates.reduce((one, other) => (other.path.length > one.path.length ? other : one));
  return misspelt === undefined || isThere(best.path) ? best : { path: wordsOf(misspelt.path), message: misspelt.message };
}

function candidatesOf(issue: z.core.$ZodIssue, base: Issue['path']): readonly Issue[] {
  const path = [...base, ...wordsOf(issue.path)];
  const alternatives = issue.code === 'invalid_union' ? issue.errors.flat() : [];
  return [{ path, message: issue.message }, ...alternatives.flatMap((inner) => candidatesOf(inner, path))];
}

function wordsOf(path: readonly PropertyKey[]): Issue['path'] {
  return path.map((key) => (typeof key === 'number' ? key : String(key)));
}

/** What a schema cannot say: what is asked for is described, and an object that is called is there. */
function requireSense(table: AdapterTable, place: string): void {
  const { methods, listeners, instance, objects = {} } = table;
  const rows = Object.entries(methods);
  if (rows.length === 0) {
    throw tableError(place, 'methods: at least one of the documented calls must be mapped');
  }
  if (rows.some(([, row]) => row?.arguments.includes('listener')) && Object.keys(listeners ?? {}).length === 0) {
    throw tableError(place, 'listeners: a method takes a listener, and none is described');
  }
  for (const [api, row] of rows) {
    if (row?.arguments.includes('suspend') && row.result === undefined) {
      throw tableError(place, `methods.${api}: a suspend function gives its result back: describe it by \`result\``);
    }
    if (row?.result !== undefined && row.returns !== undefined) {
      throw tableError(place, `methods.${api}: \`returns\` is for getNetworkType, \`result\` for calls with a result`);
    }
  }
  const isThemed = rows.some(([, row]) => row?.arguments.includes('theme'));
  if (isThemed !== (table.theme !== undefined)) {
    const cause = isThemed
      ? 'theme: setAuthThemeConfig takes a theme, and none is described'
      : 'theme: no row of `methods` takes it: setAuthThemeConfig has `theme` among its arguments';
    throw tableError(place, cause);
  }
  const { steps, specs, listeners: given } = partsOf(table);
  const undescribed = given.find(({ listener }) => listener !== undefined && !Object.hasOwn(listeners ?? {}, listener));
  if (undescribed !== undefined) {
    throw tableError(place, `listeners: ${undescribed.listener} is taken, and not described`);
  }
  if (instance === undefined && steps.some((step) => step.class === undefined && step.target === undefined)) {
    throw tableError(place, 'instance: a row names no class (static method), so the table must say how the object is had');
  }
  const unknown = specs.find(({ object }) => object !== undefined && !Object.hasOwn(objects, object));
  if (unknown !== undefined) {
    throw tableError(place, `objects: there is no "${unknown.object}"`);
  }
}

interface TableParts {
  /** Calls on the instance, a target or a class. */
  readonly steps: readonly Step[];
  /** Calls on the object that stands before them. */
  readonly chained: readonly Step[];
  readonly specs: readonly ObjectSpec[];
  readonly listeners: readonly InlineListener[];
}

/** Everything that the table calls and makes, at any depth. */
export function partsOf({ instance, objects = {}, setup = [], configure = [], methods, theme }: AdapterTable): TableParts {
  const steps = [...setup, ...configure, ...Object.values(methods)];
  const parts = { steps, chained: [] as Step[], specs: [] as ObjectSpec[], listeners: [] as InlineListener[] };
  const visit = (argument: Argument | undefined): void => {
    if (typeof argument !== 'object' || argument === null || 'text' in argument) {
      return;
    }
    if ('listener' in argument || 'on' in argument) {
      parts.listeners.push(argument);
      return;
    }
    make(argument as ObjectSpec);
  };
  const make = (spec: ObjectSpec): void => {
    parts.specs.push(spec);
    spec.arguments?.forEach(visit);
    for (const step of spec.then ?? []) {
      parts.chained.push(step);
      step.arguments?.forEach(visit);
    }
  };
  for (const spec of [instance, theme?.builder, ...Object.values(objects)]) {
    visit(spec);
  }
  for (const { target, arguments: given } of steps) {
    visit(target);
    given?.forEach(visit);
  }
  parts.chained.push(...setterSteps(theme));
  return parts;
}

function setterSteps(theme: AdapterTable['theme']): readonly Step[] {
  if (theme === undefined) {
    return [];
  }
  const setters = Object.values(theme.setters).map((one) => (typeof one === 'string' ? one : one.method));
  return [...setters, ...(theme.build === undefined ? [] : [theme.build])].map((method) => ({ method }));
}

/** Every class that the table names. */
export function classesNamedIn(table: AdapterTable): readonly string[] {
  const { steps, specs, listeners } = partsOf(table);
  const named = [
    ...[...specs, ...steps].map((part) => part.class),
    ...listeners.map(({ listener }) => listener),
    ...Object.keys(table.listeners ?? {}),
  ];
  return [...new Set(named.filter((name) => name !== undefined))];
}

function tableError(place: string, cause: string): BuildError {
  return new BuildError(
    'ADAPTER',
    troubleText({ place, cause, cure: 'docs/any-sdk.md, "An adapter as a table", has every key' }),
  );
}
