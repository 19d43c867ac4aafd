import type { FiredFault, JournalEntry, Operation, Plane, TraceStep } from '../api.ts';
import { type Hits, STAGES, type Stage } from '../protocol/fault-stages.ts';
import { KNOWN_FIELDS } from '../protocol/fields.ts';
import { isObject } from '../protocol/json.ts';
import { findNumberCheckCode } from '../protocol/number-check-codes.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { redactField, redactStart, redactText } from '../protocol/redaction.ts';
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
  readonly answer: { readonly status: number; readonly resultCode: string | null } | null;
}

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
  readonly run: RunMemory | null;
  readonly unreached: TraceStep | null;
  readonly hits: Hits;
  readonly answer: Happened['answer'];
}

function remember({ at, arrival, chosen, ran, unreached, hits, answer }: Happened): Remembered {
  const { connection } = arrival;
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
    msisdn: ran?.attempt.msisdn,
    presented: ran?.attempt.presented,
    issued: ran?.attempt.issued,
    text: ran?.attempt.reading.text ?? '',
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

  constructor(happened: Happened) {
    const { arrival, operation, ran, answer } = happened;
    const remembered = remember(happened);
    this.plane = arrival.plane;
    this.operation = operation;
    this.appid = ran?.attempt.reading.appid ?? null;
    this.msgid = ran?.attempt.reading.msgid ?? null;
    this.resultCode = answer?.resultCode ?? null;
    this.bytes = RECORD_BYTES + remembered.text.length;
    this.#remembered = remembered;
  }

  get links(): JournalRecord['links'] {
    const { connection, msisdn = null, presented = null, issued = null } = this.#remembered;
    return { connection, msisdn, presented, issued };
  }

  tell(id: number): JournalEntry {
    const { at, realAt, nanos, scope, by, connection, request, remote, session, msisdn, text, hits, answer } = this.#remembered;
    const fields = tellFields(text);
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
      appid: this.appid === null ? null : redactStart(this.appid, 40),
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

function tellTrace({ run, unreached, text }: Remembered): readonly TraceStep[] {
  const steps = [...(unreached === null ? [] : [unreached]), ...(run?.tellTrace(text) ?? [])];
  return steps.map(redactStep);
}

function redactStep({ expected, got, detail, ...step }: TraceStep): TraceStep {
  return {
    ...step,
    ...(expected === undefined ? {} : { expected: redactText(expected) }),
    ...(got === undefined ? {} : { got: redactText(got) }),
    ...(detail === undefined ? {} : { detail: redactText(detail) }),
  };
}

/** Of an envelope, header and body together. */
function tellFields(text: string): Readonly<Record<string, string>> {
  const message = parsed(text);
  if (!isObject(message)) {
    return {};
  }
  const { header, body } = message;
  const fields = isObject(header) && isObject(body) ? { ...body, ...header } : message;
  const told = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [redactStart(name, 100), redactField(name, told(value)).slice(0, 1000)]),
  );
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
