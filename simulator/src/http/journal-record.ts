import type { FiredFault, JournalEntry, Operation, TraceStep } from '../api.ts';
import { tellDuplicates } from '../dialects/flat-body.ts';
import { type Hits, STAGES, type Stage } from '../protocol/fault-stages.ts';
import { findNumberCheckCode } from '../protocol/number-check-codes.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { redactField, redactText } from '../protocol/redaction.ts';
import { findResultCode } from '../protocol/result-codes.ts';
import type { JournalRecord } from '../state/journal.ts';
import type { ChosenWorld } from '../state/worlds.ts';
import type { Arrival } from './arrival.ts';
import type { Ran } from './operations.ts';

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

/** Rough size of what a record keeps alive besides the body. */
const RECORD_BYTES = 1500;

export function journalRecord(happened: Happened): JournalRecord {
  const { arrival, ran, operation, answer } = happened;
  return {
    plane: arrival.plane,
    operation,
    appid: ran?.attempt.reading.appid ?? null,
    msgid: ran?.attempt.reading.msgid ?? null,
    resultCode: answer?.resultCode ?? null,
    bytes: RECORD_BYTES + 2 * arrival.body.length,
    tell: (id) => tell(id, happened),
  };
}

function tell(id: number, { at, arrival, chosen, operation, ran, unreached, hits, answer }: Happened): JournalEntry {
  const { connection } = arrival;
  const reading = ran?.attempt.reading;
  const subscriber = ran?.attempt.subscriber;
  const faults = STAGES.flatMap((stage) => firedAt(hits, stage));
  return {
    id,
    at,
    monotonicNanos: String(arrival.monotonicNanos),
    scope: { id: chosen.world.id, by: chosen.by },
    plane: arrival.plane,
    operation,
    connection: {
      id: connection.id,
      request: arrival.requestNumber,
      remote: `${connection.remoteAddress}:${connection.remotePort}`,
      session: connection.address ?? '',
    },
    appid: reading?.appid == null ? null : redactText(reading.appid.slice(0, 40)),
    subscriber: subscriber === undefined ? null : maskNumber(subscriber.msisdn),
    fields: reading === undefined ? {} : tellFields(reading.fields),
    trace: tellTrace(ran, unreached),
    fault: faults[0] ?? null,
    faults,
    answer: answer === null ? null : { ...answer, name: answer.resultCode === null ? null : nameOf(answer.resultCode) },
  };
}

function tellFields(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 1000);
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [redactText(name.slice(0, 100)), redactField(name, text(value))]),
  );
}

function tellTrace(ran: Ran | null, unreached: TraceStep | null): readonly TraceStep[] {
  if (ran === null) {
    return unreached === null ? [] : [{ ...unreached, detail: redactText(unreached.detail ?? '') }];
  }
  const { checks, outcome, attempt } = ran;
  const refusedAt = outcome.kind === 'refused' ? outcome.at : checks.length;
  const duplicates = tellDuplicates(attempt.reading);
  const steps = checks.map(({ step, name }, index): TraceStep => {
    if (index === refusedAt && outcome.kind === 'refused') {
      return {
        step,
        name,
        outcome: 'failed',
        detail: `${outcome.refusal.code} ${outcome.refusal.name}: ${redactText(outcome.refusal.explain())}`,
      };
    }
    if (name === 'body' && duplicates.length > 0) {
      return {
        step,
        name,
        outcome: 'passed',
        detail: `of keys that stand twice the last counts: ${redactText(duplicates.join(', ').slice(0, 200))}`,
      };
    }
    return { step, name, outcome: index < refusedAt ? 'passed' : 'not-reached' };
  });
  return [{ step: 1, name: 'route', outcome: 'passed' }, ...steps];
}

function nameOf(code: string): string | null {
  return (findResultCode(code) ?? findNumberCheckCode(code))?.name ?? null;
}

function firedAt(hits: Hits, stage: Stage): readonly FiredFault[] {
  const hit = hits[stage];
  return hit === undefined ? [] : [{ id: hit.id, effect: hit.effect.kind }];
}
