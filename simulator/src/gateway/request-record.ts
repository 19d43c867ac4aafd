import { STAGES, type Stage } from '../model/fault-effect.ts';
import { type Hits, NO_HITS } from '../model/fault-stages.ts';
import type { FiredFault } from '../model/faults.ts';
import type { JournalEntry, TraceStep } from '../model/journal.ts';
import { findNumberCheckCode } from '../model/number-check-codes.ts';
import type { Operation, Plane } from '../model/operations.ts';
import { findResultCode } from '../model/result-codes.ts';
import { deepJson } from '../protocol/deep-json.ts';
import { envelopeFields } from '../protocol/envelope.ts';
import { KNOWN_FIELDS } from '../protocol/fields.ts';
import { isObject } from '../protocol/json.ts';
import type { KnownSecrets } from '../protocol/known-secrets.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { redactField, redactText } from '../protocol/redaction.ts';
import type { JournalRecord } from '../scope/journal.ts';
import type { ResolvedScope } from '../scope/scope-registry.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { Ran } from './operation-handler.ts';
import type { RunMemory } from './run-memory.ts';

export interface Happened {
  readonly at: number;
  readonly inbound: InboundRequest;
  readonly chosen: ResolvedScope;
  readonly operation: Operation | null;
  /** null where the request never reached a flow. */
  readonly ran: Ran | null;
  /** Why it did not. */
  readonly soleStep: TraceStep | null;
  readonly hits: Hits;
}

/** null where no whole answer was sent. */
export type RecordedAnswer = { readonly status: number; readonly resultCode: string | null } | null;

/**
 * What a record keeps alive besides the room for its text, as measured (node --expose-gc, heap after 9,000 exchanges with room for as many entries, less
 * that with room for one: 702 bytes, and 690 after 27,000); the app's document is shared.
 */
const RECORD_BYTES = 750;
/** Room for a text grows and shrinks by this much. */
const TEXT_STEP = 512;
const NO_ROOM = Buffer.alloc(0);

/**
 * What a request leaves behind; the telling of it is put off until somebody asks. Ten thousand of these live at a time and as many die every second, and
 * what lives long and then dies is what a garbage collector stops longest for: so a record that the journal drops takes in the next request, and the
 * body's text lies outside the heap. No socket, no document of its own.
 */
export class RequestRecord implements JournalRecord {
  plane: Plane = 'bearer';
  operation: Operation | null = null;
  appid: string | null = null;
  msgid: string | null = null;
  resultCode: string | null = null;
  #at = 0;
  #realAt = 0;
  #monotonicNanos = 0;
  #scope = '';
  #by: ResolvedScope['by'] = 'default';
  #connection = 0;
  #request = 0;
  #remote = '';
  #session = '';
  #msisdn: string | undefined;
  #presented: string | undefined;
  #issued: string | undefined;
  #room = NO_ROOM;
  #textBytes = 0;
  #secrets: KnownSecrets;
  #run: RunMemory | null = null;
  #soleStep: TraceStep | null = null;
  #hits: Hits = NO_HITS;
  #status: number | null = null;

  private constructor(secrets: KnownSecrets) {
    this.#secrets = secrets;
  }

  /** In the place of a record that the journal has dropped, where that was one of these. */
  static of(happened: Happened, answer: RecordedAnswer, dropped: JournalRecord | undefined): RequestRecord {
    const record = dropped instanceof RequestRecord ? dropped : new RequestRecord(happened.chosen.scope.directory.secrets);
    record.#take(happened, answer);
    return record;
  }

  get bytes(): number {
    return RECORD_BYTES + this.#room.length;
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

  #take({ at, inbound, chosen, operation, ran, soleStep, hits }: Happened, answer: RecordedAnswer): void {
    const { connection } = inbound;
    const context = ran?.context;
    const reading = context?.reading;
    this.plane = inbound.plane;
    this.operation = operation;
    // The document's own text, and not the request's copy of it, which would live as long as the record.
    this.appid = context?.app?.appid ?? reading?.appid ?? null;
    this.msgid = reading?.msgid ?? null;
    this.resultCode = answer?.resultCode ?? null;
    this.#at = at;
    this.#realAt = inbound.realAt;
    this.#monotonicNanos = inbound.monotonicNanos;
    this.#scope = chosen.scope.id;
    this.#by = chosen.by;
    this.#connection = connection.id;
    this.#request = inbound.requestNumber;
    this.#remote = connection.remote;
    this.#session = connection.address ?? '';
    this.#msisdn = context?.msisdn;
    this.#presented = context?.presented;
    this.#issued = context?.issued;
    this.#secrets = chosen.scope.directory.secrets;
    this.#run = ran?.remember(this.#run) ?? null;
    this.#soleStep = soleStep;
    this.#hits = hits;
    this.#status = answer?.status ?? null;
    this.#keepText(reading?.text ?? '');
  }

  #keepText(text: string): void {
    this.#textBytes = Buffer.byteLength(text);
    const room = Math.ceil(this.#textBytes / TEXT_STEP) * TEXT_STEP;
    if (room > this.#room.length || room < this.#room.length / 4) {
      this.#room = Buffer.allocUnsafeSlow(room);
    }
    this.#room.write(text);
  }

  describeAppid(): string | null {
    return this.appid === null ? null : redact(this.appid, this.#secrets).slice(0, 40);
  }

  tell(id: number, msgidOccurrence: number): JournalEntry {
    const text = this.#room.toString('utf8', 0, this.#textBytes);
    const fields = describeFields(this.operation, { text, secrets: this.#secrets });
    const faults = firedFaults(this.#hits);
    return {
      id,
      at: this.#at,
      realAt: this.#realAt,
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
      trace: this.#describeTrace(text),
      fault: faults[0] ?? null,
      faults,
      answer: this.#status === null ? null : { status: this.#status, resultCode: this.resultCode, name: nameOf(this.resultCode) },
    };
  }

  #describeTrace(text: string): readonly TraceStep[] {
    const soleStep = this.#soleStep === null ? [] : [this.#soleStep];
    return [...soleStep, ...(this.#run?.describeTrace(text) ?? [])].map((step) => redactStep(step, this.#secrets));
  }
}

function isKnown(operation: Operation | null, name: string): boolean {
  return operation !== null && KNOWN_FIELDS[operation].has(name);
}

/** By their form anybody's secrets, and the scope's own however they are spelled. Before anything is cut: half a secret is not known again. */
function redact(text: string, secrets: KnownSecrets): string {
  return secrets.redact(redactText(text));
}

function redactStep({ expected, got, detail, ...step }: TraceStep, secrets: KnownSecrets): TraceStep {
  return {
    ...step,
    ...(expected === undefined ? {} : { expected: redact(expected, secrets) }),
    ...(got === undefined ? {} : { got: redact(got, secrets) }),
    ...(detail === undefined ? {} : { detail: redact(detail, secrets) }),
  };
}

interface Text {
  readonly text: string;
  readonly secrets: KnownSecrets;
}

function describeFields(operation: Operation | null, { text, secrets }: Text): Readonly<Record<string, string>> {
  const message = parsed(text);
  if (!isObject(message)) {
    return {};
  }
  const told = (name: string, value: unknown): string =>
    secrets.redact(redactField(name, typeof value === 'string' ? value : deepJson(value))).slice(0, 1000);
  return Object.fromEntries(
    Object.entries(fieldsOf(operation, message)).map(([name, value]) => [redact(name, secrets).slice(0, 100), told(name, value)]),
  );
}

function fieldsOf(operation: Operation | null, message: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { header, body } = message;
  return operation === 'token-validate' && isObject(header) && isObject(body) ? envelopeFields(header, body) : message;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A body that is no JSON has no fields to tell; its refusal says so.
    return null;
  }
}

function nameOf(code: string | null): string | null {
  return code === null ? null : ((findResultCode(code) ?? findNumberCheckCode(code))?.name ?? null);
}

/** In the order of the stages. */
export function firedFaults(hits: Hits): readonly FiredFault[] {
  return STAGES.flatMap((stage) => firedAt(hits, stage));
}

function firedAt(hits: Hits, stage: Stage): readonly FiredFault[] {
  const hit = hits[stage];
  return hit === undefined ? [] : [{ id: hit.id, effect: hit.effect.kind }];
}
