import type { NamedMistake } from '../model/diagnosis.ts';
import { firedFaults, type Hits } from '../model/fault-stages.ts';
import type { JournalEntry, SentAnswer, TraceStep } from '../model/journal.ts';
import { findNumberCheckCode, numberCheckCode } from '../model/number-check-codes.ts';
import type { Operation, Plane } from '../model/operations.ts';
import { findResultCode, resultCode } from '../model/result-codes.ts';
import type { Reading } from '../operations/requests.ts';
import { deepJson } from '../protocol/deep-json.ts';
import { envelopeFields } from '../protocol/envelope.ts';
import { KNOWN_FIELDS } from '../protocol/fields.ts';
import { isObject } from '../protocol/json.ts';
import type { KnownSecrets } from '../protocol/known-secrets.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { redactField, redactText } from '../protocol/redaction.ts';
import type { JournalRecord, SeenBefore } from '../scope/journal.ts';
import { nameEarlier } from '../scope/name-earlier.ts';
import type { ResolvedScope } from '../scope/scope-resolver.ts';
import type { SendingAnswer } from '../transport/sent-answer.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { OperationRun, RetainedRun } from './operation-run.ts';

export interface HandledRequest {
  /** Virtual time. */
  readonly at: number;
  readonly inbound: InboundRequest;
  readonly resolved: ResolvedScope;
  readonly operation: Operation | null;
  /** null: the request was answered without running an operation. */
  readonly run: OperationRun | null;
  /** The message of a request that was read and not run; absent: the run has it, or nothing was read. */
  readonly reading?: Reading;
  /** The only step of a request without a run: it says why. */
  readonly soleStep: TraceStep | null;
  readonly hits: Hits;
}

/**
 * What a record occupies besides its text, with what was sent; the app's document is shared. Measured with node --expose-gc: the heap after 9,000 exchanges
 * with room for as many entries, less the heap with room for one, is 1,006 bytes an exchange, 304 of them its text. Longer runs take a sixth more.
 */
const RECORD_BYTES = 820;

/**
 * The journal record of a request. Its entry is described when somebody reads it (docs/decisions/0011-traces-are-told-when-read.md), so the record retains
 * the body's text and what the operation's rules saw, and no socket.
 */
export class RequestRecord implements JournalRecord {
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly appid: string | null;
  readonly msgid: string | null;
  readonly bytes: number;
  readonly #monotonicNanos: number;
  readonly #scope: string;
  readonly #by: ResolvedScope['by'];
  readonly #connection: number;
  readonly #request: number;
  readonly #remote: string;
  readonly #session: string;
  readonly #msisdn: string | undefined;
  readonly #presented: string | undefined;
  readonly #issued: string | undefined;
  readonly #text: string;
  readonly #remark: string | null;
  /** Looked for once: each entry that is told asks it of all before. */
  #sign: string | null = null;
  readonly #secrets: KnownSecrets;
  readonly #run: RetainedRun | null;
  readonly #soleStep: TraceStep | null;
  readonly #hits: Hits;
  readonly #sending: SendingAnswer;

  constructor({ inbound, resolved, operation, run, reading: unrun, soleStep, hits }: HandledRequest, sending: SendingAnswer) {
    const { connection } = inbound;
    const context = run?.context;
    const reading = context?.reading ?? unrun;
    const text = reading?.text ?? '';
    this.plane = inbound.plane;
    this.operation = operation;
    // The text of the app's document: the request's own copy would live as long as the record.
    this.appid = context?.app?.appid ?? reading?.appid ?? null;
    this.msgid = reading?.msgid ?? null;
    this.bytes = RECORD_BYTES + Buffer.byteLength(text);
    this.#monotonicNanos = inbound.monotonicNanos;
    this.#scope = resolved.scope.id;
    this.#by = resolved.by;
    this.#connection = connection.id;
    this.#request = inbound.requestNumber;
    this.#remote = connection.remote;
    this.#session = connection.address ?? '';
    this.#msisdn = context?.msisdn;
    this.#presented = context?.presented;
    this.#issued = context?.issued;
    this.#text = text;
    this.#remark = inbound.remark;
    this.#secrets = resolved.scope.directory.secrets;
    this.#run = run?.retain() ?? null;
    this.#soleStep = soleStep;
    this.#hits = hits;
    this.#sending = sending;
  }

  get resultCode(): string | null {
    return this.#sending.resultCode;
  }

  get isPending(): boolean {
    return this.#sending.isPending;
  }

  get links(): JournalRecord['links'] {
    return {
      connection: this.#connection,
      address: this.#session,
      msisdn: this.#msisdn ?? null,
      presented: this.#presented ?? null,
      issued: this.#issued ?? null,
    };
  }

  /** Server calls present tokens. A forced code changes nothing, so that it uses none up. */
  get token(): JournalRecord['token'] {
    const presented = isServerCall(this.operation) && this.#hits.outcome === undefined ? (this.#presented ?? null) : null;
    const code = this.#sending.plannedCode ?? '';
    return { spent: SPENDING_CODES.has(code) ? presented : null, refused: REUSE_CODES.has(code) ? presented : null };
  }

  get sign(): string | null {
    this.#sign ??= SIGN.exec(this.#text)?.[1] ?? '';
    const { length } = this.#sign;
    return length >= SIGN_LENGTHS.least && length <= SIGN_LENGTHS.most ? this.#sign : null;
  }

  describeSent(): SentAnswer {
    return this.#sending.describe();
  }

  describeAppid(): string | null {
    return this.appid === null ? null : redact(this.appid, this.#secrets).slice(0, 40);
  }

  *prepare(): Generator<void, void> {
    if (this.#run !== null) {
      yield* this.#run.prepare(this.#text);
    }
  }

  get needsExplaining(): boolean {
    return this.#run?.isSearched ?? false;
  }

  describe(id: number, seen: SeenBefore): JournalEntry {
    return this.#describe(id, seen.msgidOccurrence, this.#describeTrace(seen));
  }

  describeBriefly(id: number): JournalEntry {
    return this.#describe(id, 1, []);
  }

  #describe(id: number, msgidOccurrence: number, trace: readonly TraceStep[]): JournalEntry {
    const fields = describeFields(this.operation, this.#text, this.#secrets);
    const faults = firedFaults(this.#hits);
    const { answer, requested } = this.#sending;
    return {
      id,
      at: requested.at,
      realAt: requested.realAt,
      monotonicNanos: String(this.#monotonicNanos),
      scope: { id: this.#scope, by: this.#by },
      plane: this.plane,
      operation: this.operation,
      connection: { id: this.#connection, request: this.#request, remote: this.#remote, session: this.#session },
      msgidOccurrence,
      appid: this.describeAppid(),
      subscriber: this.#msisdn === undefined ? null : maskNumber(this.#msisdn),
      fields,
      unreadFields: Object.keys(fields).filter((name) => !isKnown(this.operation, name)),
      trace,
      fault: faults[0] ?? null,
      faults,
      answer: answer === null ? null : { status: answer.status, resultCode: answer.resultCode, name: nameOf(answer.resultCode) },
      sent: this.#sending.describe(),
    };
  }

  #describeTrace(seen: SeenBefore): readonly TraceStep[] {
    const soleStep = this.#soleStep === null ? [] : [this.#soleStep];
    const steps = [...soleStep, ...(this.#run?.describeTrace(this.#text) ?? [])];
    return steps
      .map((step) => nameEarlier(step, seen))
      .map((step) => (this.#remark === null ? step : remarkBody(step, this.#remark)))
      .map((step) => redactStep(step, this.#secrets));
  }
}

const SIGN = /"sign"\s*:\s*"([^"\\]+)"/;
/** What is shorter comes again by chance. */
const SIGN_LENGTHS = { least: 16, most: 1024 } as const;

const SPENDING_CODES: ReadonlySet<string> = new Set([
  resultCode('SUCCESS').code,
  numberCheckCode('OWN_NUMBER').code,
  numberCheckCode('NOT_OWN_NUMBER').code,
]);

const REUSE_CODES: ReadonlySet<string> = new Set([resultCode('TOKEN_INVALID').code, numberCheckCode('TOKEN_CHECK_FAILED').code]);

function isServerCall(operation: Operation | null): boolean {
  return operation === 'login-token-validate' || operation === 'token-validate';
}

/** Says a remark on the body where the body is judged. */
function remarkBody(step: TraceStep, remark: string): TraceStep {
  if (step.name !== 'body') {
    return step;
  }
  return { ...step, detail: step.detail === undefined ? remark : `${step.detail}; ${remark}` };
}

function isKnown(operation: Operation | null, name: string): boolean {
  return operation !== null && KNOWN_FIELDS[operation].has(name);
}

/** Redacts anybody's secrets by their form, and the scope's own however they are spelled. Runs before a text is cut: half a secret is not recognised. */
function redact(text: string, secrets: KnownSecrets): string {
  return secrets.redact(redactText(text));
}

function redactStep({ expected, got, detail, mistakes, ...step }: TraceStep, secrets: KnownSecrets): TraceStep {
  return {
    ...step,
    ...(expected === undefined ? {} : { expected: redact(expected, secrets) }),
    ...(got === undefined ? {} : { got: redact(got, secrets) }),
    ...(detail === undefined ? {} : { detail: redact(detail, secrets) }),
    ...(mistakes === undefined ? {} : { mistakes: mistakes.map((mistake) => redactMistake(mistake, secrets)) }),
  };
}

function redactMistake({ id, en, zh }: NamedMistake, secrets: KnownSecrets): NamedMistake {
  return { id, en: redact(en, secrets), zh: redact(zh, secrets) };
}

const NAME_LENGTH = 100;
const VALUE_LENGTH = 1000;

function describeFields(operation: Operation | null, text: string, secrets: KnownSecrets): Readonly<Record<string, string>> {
  const message = parsed(text);
  if (!isObject(message)) {
    return {};
  }
  const shown = Object.entries(fieldsOf(operation, message)).map(([name, value]) => {
    const shownValue = redactField(name, typeof value === 'string' ? value : deepJson(value));
    return [redact(name, secrets).slice(0, NAME_LENGTH), secrets.redact(shownValue).slice(0, VALUE_LENGTH)];
  });
  return Object.fromEntries(shown);
}

function fieldsOf(operation: Operation | null, message: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { header, body } = message;
  return operation === 'token-validate' && isObject(header) && isObject(body) ? envelopeFields(header, body) : message;
}

/** null where the body is no JSON: it has no fields to show, and the refusal says so. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function nameOf(code: string | null): string | null {
  return code === null ? null : ((findResultCode(code) ?? findNumberCheckCode(code))?.name ?? null);
}
