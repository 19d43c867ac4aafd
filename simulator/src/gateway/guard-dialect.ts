import { validateHeaderValue } from 'node:http';
import { type ClientDialect, quhao1, type WrittenAnswer } from '../dialects/quhao-1.ts';
import { isRefusalName, Refusal } from '../model/refusal.ts';
import { SimulatorError } from '../model/simulator-error.ts';
import type { PrefetchRequest, Signed } from '../operations/requests.ts';
import { JSON_TYPE } from '../protocol/http-answer.ts';

/** A dialect did something that none may: it threw what is no Refusal, or returned a promise where a value is needed. */
export class DialectError extends SimulatorError<'dialect'> {
  constructor(message: string, options: ErrorOptions = {}) {
    super('dialect', message, options);
  }
}

const OWN = ['read', 'readAgain', 'prefetchAnswer', 'tokenAnswer', 'writeAnswer'] as const;
const READERS = ['read', 'readLeniently', 'describeFields', 'describeSignature', 'describeSealed'] as const;

/**
 * The dialect with every function guarded: whatever a user's module throws or promises ends as a DialectError that names the function, in the request that
 * called it and nowhere else. Only a request's `verify` may be asynchronous.
 */
export function guardDialect(dialect: ClientDialect): ClientDialect {
  const { name, paths, prefetch, token } = dialect;
  return dialect === quhao1
    ? dialect
    : {
        ...guardWriter(guardMembers(dialect, OWN, { dialect: name, prefix: '' }), `writeAnswer of dialect ${name}`),
        name,
        paths,
        prefetch: guardMembers(prefetch, READERS, { dialect: name, prefix: 'prefetch.' }),
        token: guardMembers(token, READERS, { dialect: name, prefix: 'token.' }),
      };
}

interface Place {
  readonly dialect: string;
  readonly prefix: string;
}

/** Reads the members by name and calls them as members: a user's dialect may be an object of a class. */
function guardMembers<T extends object>(members: T, names: readonly string[], { dialect, prefix }: Place): T {
  const guarded = names.flatMap((name) => {
    const member: unknown = Reflect.get(members, name);
    return typeof member === 'function'
      ? [[name, guardFunction((member as AnyFunction).bind(members), `${prefix}${name} of dialect ${dialect}`)] as const]
      : [];
  });
  return Object.fromEntries(guarded) as unknown as T;
}

/** Judges what `writeAnswer` returns before the journal has the request: what node:http throws later would come too late. */
function guardWriter(own: ClientDialect, place: string): ClientDialect {
  const { writeAnswer } = own;
  return writeAnswer === undefined ? own : { ...own, writeAnswer: (answer) => needWritable(writeAnswer(answer), place) };
}

/** The type promises more than a module of JavaScript does. */
function needWritable(written: Partial<WrittenAnswer> | null | undefined, place: string): WrittenAnswer {
  if (typeof written !== 'object' || written === null) {
    throw new DialectError(`${place} returned no answer`);
  }
  // Without a content type the answer is labelled as JSON.
  const { contentType = JSON_TYPE, body } = written;
  if (typeof body !== 'string') {
    throw new DialectError(`${place} returned a body that is no string`);
  }
  try {
    validateHeaderValue('Content-Type', contentType);
  } catch (error) {
    throw new DialectError(`${place} returned an answer whose content type is not valid in a header`, { cause: error });
  }
  return { contentType, body };
}

type AnyFunction = (...given: readonly unknown[]) => unknown;

function guardFunction(run: AnyFunction, place: string): AnyFunction {
  return (...given) => {
    const result = calling(() => run(...given), place);
    return calling(() => guardResult(result, place), place);
  };
}

/** A Refusal of another copy of this package: a user's module may have found one of its own. */
type ForeignRefusal = Pick<Refusal, 'name' | 'explain' | 'extra'>;

function isForeignRefusal(value: unknown): value is ForeignRefusal {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Refusal) &&
    // An object without a prototype has no constructor.
    (value as { readonly constructor?: { readonly name: string } }).constructor?.name === Refusal.name &&
    'explain' in value &&
    typeof value.explain === 'function' &&
    'name' in value &&
    isRefusalName(value.name)
  );
}

function asRefusal(foreign: ForeignRefusal): Refusal {
  return new Refusal(foreign.name, foreign.explain(), foreign.extra);
}

interface HoldsRefusals {
  readonly refusal: unknown;
  readonly wrongType?: unknown;
}

/** What `read` returns may hold refusals of another copy. */
function withOwnRefusals(reading: HoldsRefusals): HoldsRefusals {
  const { refusal, wrongType } = reading;
  const wrong = typeof wrongType === 'object' && wrongType !== null && 'refusal' in wrongType ? wrongType : null;
  const isOwn = !isForeignRefusal(refusal) && (wrong === null || !isForeignRefusal(wrong.refusal));
  if (isOwn) {
    return reading;
  }
  return {
    ...reading,
    ...(isForeignRefusal(refusal) ? { refusal: asRefusal(refusal) } : {}),
    ...(wrong !== null && isForeignRefusal(wrong.refusal) ? { wrongType: { ...wrong, refusal: asRefusal(wrong.refusal) } } : {}),
  };
}

/** Guards the functions of a request, also of one that was read leniently. */
function guardResult(result: unknown, place: string): unknown {
  if (isRequest(result)) {
    return guardRequest(result, place);
  }
  if (typeof result === 'object' && result !== null && 'request' in result && isRequest(result.request)) {
    return { ...result, request: guardRequest(result.request, place) };
  }
  const isReading = typeof result === 'object' && result !== null && 'refusal' in result;
  return isReading ? withOwnRefusals(result) : result;
}

function calling(run: () => unknown, place: string): unknown {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    throw asFailure(error, place);
  }
  if (result instanceof Promise) {
    const failure = new DialectError(`${place} returned a promise; it must return its value at once`);
    result.catch((error: unknown) => {
      // Nobody waits for it any more: the request has failed already.
      failure.cause = error;
    });
    throw failure;
  }
  return result;
}

function isRequest(result: unknown): result is Signed & Partial<Pick<PrefetchRequest, 'open'>> {
  return typeof result === 'object' && result !== null && 'verify' in result && typeof result.verify === 'function';
}

function guardRequest(request: Signed & Partial<Pick<PrefetchRequest, 'open'>>, place: string): Signed {
  const { open } = request;
  return {
    ...request,
    ...valuesOf(request),
    verify: (app, keys) => verifying(() => request.verify(app, keys), `verify, of what ${place} returned,`),
    ...(open === undefined
      ? {}
      : {
          open: guardFunction(
            ((findKey) => open.call(request, findKey as never)) as AnyFunction,
            `open, of what ${place} returned,`,
          ),
        }),
  };
}

/** What operations read of a request of the SDK. */
const REQUEST_FIELDS = ['appid', 'msgid', 'sentAt', 'scrip', 'capability', 'packageName', 'certificateMd5'] as const;

/** Read by name: a request of a class has getters, which a copy of its own properties loses. */
function valuesOf(request: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    REQUEST_FIELDS.filter((name) => name in request).map((name) => [name, Reflect.get(request, name) as unknown]),
  );
}

/** Awaited by the operation: a promise that is rejected with a Refusal refuses the request. */
function verifying(verify: () => void | Promise<void>, place: string): void | Promise<void> {
  try {
    const pending = verify();
    return pending instanceof Promise
      ? pending.catch((error: unknown) => {
          throw asFailure(error, place);
        })
      : undefined;
  } catch (error) {
    throw asFailure(error, place);
  }
}

function asFailure(error: unknown, place: string): unknown {
  if (error instanceof Refusal || error instanceof DialectError) {
    return error;
  }
  if (isForeignRefusal(error)) {
    return asRefusal(error);
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new DialectError(`${place} threw ${what}`, { cause: error });
}
