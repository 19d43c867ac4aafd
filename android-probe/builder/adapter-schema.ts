import { z } from 'zod';
import { nearestName } from '../../simulator/src/model/issue-words.ts';
import { THEME_METHODS } from './theme-methods.ts';

/** What a word in `arguments` stands for. */
const CALL_WORDS = ['context', 'activity', 'listener', 'suspend', 'appId', 'appKey', 'requestCode', 'value', 'theme'] as const;
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
/** YAML reads some texts as numbers or as true and false. */
const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)], { error: 'must be a text' });
const templates = z.record(z.string(), text);
const methodTemplates = z.record(z.string(), templates);

type Literal = z.infer<typeof literal>;
export type Argument = string | Literal | ObjectSpec | InlineListener | readonly Argument[];

/** How an object of the SDK is had. */
export interface ObjectSpec {
  /** A name of `objects`, in place of everything else. */
  readonly object?: string | undefined;
  readonly class?: string | undefined;
  readonly field?: string | undefined;
  readonly method?: string | undefined;
  readonly arguments?: readonly Argument[] | undefined;
  readonly then?: readonly Step[] | undefined;
}

/** A listener of a named class, or one that the row describes itself. */
export interface InlineListener {
  readonly listener?: string | undefined;
  readonly on?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/** One call. */
export interface Step {
  readonly class?: string | undefined;
  readonly target?: ObjectSpec | undefined;
  readonly method: string;
  readonly arguments?: readonly Argument[] | undefined;
}

/** The shapes whose arguments are of some words. */
function shapesOf(words: readonly [string, ...string[]]) {
  const argument: z.ZodType<Argument> = z.lazy(() =>
    z.union([z.enum(words), literal, listener, object, z.array(argument)], {
      error: (issue) => argumentWords(issue.input, words),
    }),
  );
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
export const tableSchema = z.strictObject({
  name: z.string().optional(),
  version: text.optional(),
  instance: atStart.object.optional(),
  objects: z.record(z.string(), atStart.object).optional(),
  setup: z.array(atStart.step).optional(),
  configure: z.array(shapesOf(GATEWAY_WORDS).step).optional(),
  methods: z.partialRecord(z.enum(APIS), atCall.step.extend(results)),
  listeners: z.record(className, methodTemplates).optional(),
  codes: z
    .record(
      z.string(),
      text.refine((code) => /^\d{6}$/.test(code), 'must be a code of the guide: six digits'),
    )
    .optional(),
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

function argumentWords(input: unknown, words: readonly string[]): string {
  if (typeof input !== 'string') {
    return 'is no argument: a word, a number, true, false, null, { text: … }, an object, a listener or a list';
  }
  const near = nearestName(input, words);
  const advice = near === null ? `words are ${words.join(', ')}` : `did you mean "${near}"?`;
  return `there is no word "${input}"; ${advice} A text is { text: "${input}" }`;
}
