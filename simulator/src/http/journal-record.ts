import type { FiredFault, JournalEntry, Operation, Plane, TraceStep } from '../api.ts';
import { deepJson } from '../protocol/deep-json.ts';
import { envelopeFields } from '../protocol/envelope.ts';
import { type Hits, STAGES, type Stage } from '../protocol/fault-stages.ts';
import { KNOWN_FIELDS } from '../protocol/fields.ts';
import { isObject } from '../protocol/json.ts';
import type { KnownSecrets } from '../protocol/known-secrets.ts';
import { findNumberCheckCode } from '../protocol/number-check-codes.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { redactField, redactText } from '../protocol/redaction.ts';
import { findResultCode } from '../protocol/result-codes.ts';
import type { JournalRecord } from '../state/journal.ts';
import type { ChosenWorld } from '../state/worlds.ts';
import type { Arrival } from './arrival.ts';
import type { Ran } from './handler.ts';
import type { RunMemory } from './run-memory.ts';

export interface Happened {
  readonly at: number;
  readonly arrival: Arrival;
  readonly chosen: ChosenWorld;
  readonly operation: Operation | null;
  /** null where the request never reached a flow. */
  readonly ran: Ran | null;
  /** Why it did not. */
  readonly unreached: TraceStep | null;
  readonly hits: Hits;
}

/** null where no whole answer was sent. */
export type RecordedAnswer = { readonly status: number; readonly resultCode: string | null } | null;

/** What a record keeps alive besides the body's text, as measured (node --expose-gc, 9,000 exchanges); the app's document is shared. */
const RECORD_BYTES = 900;

/** As little as can tell a request: ten thousand of these live at a time, and are made as fast as requests come. No socket, and of the body its text. */
interface Remembered {
  readonly at: number;
  readonly realAt: number;
  readonly nanos: bigint;
  readonly scope: string;
  readonly by: ChosenWorld['by'];
  readonly connection: number;
  readonly request: number;
  readonly remote: string;
  readonly session: string;
  readonly msisdn: string | undefined;
  readonly presented: string | undefined;
  readonly issued: string | undefined;
  readonly text: string;
  readonly secrets: KnownSecrets;
  readonly run: RunMemory | null;
  readonly unreached: TraceStep | null;
  readonly hits: Hits;
  readonly answer: RecordedAnswer;
}

function remember({ at, arrival, chosen, ran, unreached, hits }: Happened, answer: RecordedAnswer): Remembered {
  const { connection } = arrival;
  const attempt = ran?.attempt;
  return {
    at,
    realAt: arrival.realAt,
    nanos: arrival.monotonicNanos,
    scope: chosen.world.id,
    by: chosen.by,
    connection: connection.id,
    request: arrival.requestNumber,
    remote: connection.remote,
    session: connection.address ?? '',
    msisdn: attempt?.msisdn,
    presented: attempt?.presented,
    issued: attempt?.issued,
    text: attempt?.reading.text ?? '',
    secrets: chosen.world.registry.secrets,
    run: ran?.remember() ?? null,
    unreached,
    hits,
    answer,
  };
}

/** What a request leaves behind; the telling of it is put off until somebody asks. */
export class RequestRecord implements JournalRecord {
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly appid: string | null;
  readonly msgid: string | null;
  readonly resultCode: string | null;
  readonly bytes: number;
  readonly #remembered: Remembered;

  constructor(happened: Happened, answer: RecordedAnswer) {
    const { arrival, operation, ran } = happened;
    const remembered = remember(happened, answer);
    const reading = ran?.attempt.reading;
    this.plane = arrival.plane;
    this.operation = operation;
    this.appid = reading?.appid ?? null;
    this.msgid = reading?.msgid ?? null;
    this.resultCode = answer?.resultCode ?? null;
    this.bytes = RECORD_BYTES + remembered.text.length;
    this.#remembered = remembered;
  }

  get links(): JournalRecord['links'] {
    const { connection, msisdn = null, presented = null, issued = null } = this.#remembered;
    return { connection, msisdn, presented, issued };
  }

  tellAppid(): string | null {
    return this.appid === null ? null : redact(this.appid, this.#remembered.secrets).slice(0, 40);
  }

  tell(id: number): JournalEntry {
    const { at, realAt, nanos, scope, by, connection, request, remote, session, msisdn, hits, answer } = this.#remembered;
    const fields = tellFields(this.operation, this.#remembered);
    const faults = firedFaults(hits);
    return {
      id,
      at,
      realAt,
      monotonicNanos: String(nanos),
      scope: { id: scope, by },
      plane: this.plane,
      operation: this.operation,
      connection: { id: connection, request, remote, session },
      appid: this.tellAppid(),
      subscriber: msisdn === undefined ? null : maskNumber(msisdn),
      fields,
      unreadFields: Object.keys(fields).filter((name) => !isKnown(this.operation, name)),
      trace: tellTrace(this.#remembered),
      fault: faults[0] ?? null,
      faults,
      answer: answer === null ? null : { ...answer, name: nameOf(answer.resultCode) },
    };
  }
}

function isKnown(operation: Operation | null, name: string): boolean {
  return operation !== null && KNOWN_FIELDS[operation].has(name);
}

/** By their form anybody's secrets, and the scope's own however they are spelled. Before anything is cut: half a secret is not known again. */
function redact(text: string, secrets: KnownSecrets): string {
  return secrets.redact(redactText(text));
}

function tellTrace({ run, unreached, text, secrets }: Remembered): readonly TraceStep[] {
  const steps = [...(unreached === null ? [] : [unreached]), ...(run?.tellTrace(text) ?? [])];
  return steps.map((step) => redactStep(step, secrets));
}

function redactStep({ expected, got, detail, ...step }: TraceStep, secrets: KnownSecrets): TraceStep {
  return {
    ...step,
    ...(expected === undefined ? {} : { expected: redact(expected, secrets) }),
    ...(got === undefined ? {} : { got: redact(got, secrets) }),
    ...(detail === undefined ? {} : { detail: redact(detail, secrets) }),
  };
}

function tellFields(operation: Operation | null, { text, secrets }: Remembered): Readonly<Record<string, string>> {
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
