import type { HttpExchange } from './http-exchange.ts';

/** What one row saw of a gateway: input of the judge, and stored as evidence. Serialisable. */
export interface GatewayObservations {
  /** By the step's name; several where they were sent at once. */
  readonly answers: Readonly<Record<string, readonly Answered[]>>;
  /** The step that could not be performed; no later step was tried. */
  readonly stopped: { readonly step: number; readonly reason: string } | null;
  /** The number behind the tokens; null where it is not known. */
  readonly number: string | null;
}

export interface Answered extends HttpExchange {
  readonly msgid: string;
  /** The sealed part of the answer to a number request; null where there is none or it does not open. */
  readonly opened: Readonly<Record<string, unknown>> | null;
}

/** The answer's JSON object; empty where it is none. */
export function answerJson({ answer }: Pick<Answered, 'answer'>): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(answer?.body ?? '');
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** A field at the top, in `header` or in `body` of the answer, or in its sealed part. */
export function fieldOf(answered: Answered, field: string): unknown {
  const json = answerJson(answered);
  const places = [json, json['header'], json['body'], answered.opened];
  return places
    .filter((place): place is Readonly<Record<string, unknown>> => place !== null && typeof place === 'object')
    .find((place) => field in place)?.[field];
}

/** The result code, or in words why there is none. */
export function codeOf(answered: Answered): string {
  const { answer, failure } = answered;
  if (answer === null) {
    return `no answer (${failure})`;
  }
  const code = fieldOf(answered, 'resultCode');
  return typeof code === 'string' ? code : `HTTP ${answer.status} without a resultCode`;
}
