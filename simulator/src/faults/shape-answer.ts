import type { EffectOf } from '../model/fault-stages.ts';
import { type HttpAnswer, htmlAnswer, isBodyAllowed, textAnswer } from '../protocol/http-answer.ts';
import { isObject } from '../protocol/json.ts';
import { PAGES } from './pages.ts';

/** Changes an answer as a fault rule of stage `body` says. */
export function shapeAnswer(answer: HttpAnswer, effect: EffectOf<'body'>): HttpAnswer {
  switch (effect.kind) {
    case 'status':
      return { ...textAnswer(effect.status, statusBody(effect.status)), closes: false };
    case 'contentType':
      return { ...answer, contentType: effect.contentType };
    case 'redirect':
      return { ...textAnswer(302, 'moved, by a fault rule\n'), closes: false, location: effect.location };
    case 'html':
      return htmlAnswer(PAGES[effect.page]);
    case 'text':
      return { ...answer, status: 200, body: effect.text };
    case 'body':
      return { ...answer, body: breakBody(answer.body, effect.fault) };
    case 'form':
      return { ...answer, body: writtenOtherwise(answer.body, effect.form) };
    case 'field':
      return { ...answer, body: changeField(answer.body, effect) };
  }
}

function statusBody(status: number): string {
  return isBodyAllowed(status) ? `status ${status}, by a fault rule\n` : '';
}

function breakBody(body: string, fault: 'TRUNCATED' | 'TRAILING' | 'DUPLICATE'): string {
  switch (fault) {
    case 'TRUNCATED':
      return body.slice(0, Math.floor(body.length / 2));
    case 'TRAILING':
      return `${body} trailing`;
    case 'DUPLICATE':
      return body + body;
  }
}

/** The same value for every reader of JSON (RFC 8259). */
function writtenOtherwise(body: string, form: 'ESCAPED' | 'REVERSED' | 'SPACED'): string {
  const answer = parsed(body);
  if (answer === undefined) {
    return body;
  }
  switch (form) {
    case 'ESCAPED':
      return escaped(answer);
    case 'REVERSED':
      return JSON.stringify(reversed(answer));
    case 'SPACED':
      return JSON.stringify(answer, null, 2).replaceAll('\n', '\r\n');
  }
}

/** Texts of fields letter by letter; their names stay. */
function escaped(value: unknown): string {
  if (typeof value === 'string') {
    const units = Array.from({ length: value.length }, (_, index) => value.charCodeAt(index).toString(16).padStart(4, '0'));
    return `"${units.map((unit) => `\\u${unit}`).join('')}"`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(escaped).join(',')}]`;
  }
  return isObject(value)
    ? `{${Object.entries(value)
        .map(([name, inner]) => `${JSON.stringify(name)}:${escaped(inner)}`)
        .join(',')}}`
    : JSON.stringify(value);
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, inner]) => [name, reversed(inner)]),
      )
    : value;
}

/** Changes the field where it stands: in the answer, or in the header or body of an envelope. A new field goes into the header. */
function changeField(body: string, effect: Extract<EffectOf<'body'>, { kind: 'field' }>): string {
  const answer = parsed(body);
  if (!isObject(answer)) {
    return body;
  }
  const places = [answer, answer['header'], answer['body']].filter(isObject);
  const place = places.find((object) => effect.field in object) ?? places[1] ?? answer;
  const current = place[effect.field];
  switch (effect.change) {
    case 'missing':
      delete place[effect.field];
      break;
    case 'number':
      place[effect.field] = Number(current) || 0;
      break;
    case 'null':
      place[effect.field] = null;
      break;
    case 'set':
      place[effect.field] = effect.value ?? '';
  }
  return JSON.stringify(answer);
}

/** The result code that a client reads in an answer of JSON, flat or an envelope; null where there is none. */
export function readResultCode(body: string): string | null {
  const answer = parsed(body);
  if (!isObject(answer)) {
    return null;
  }
  const { header } = answer;
  const code = isObject(header) ? header['resultCode'] : answer['resultCode'];
  return typeof code === 'string' ? code : null;
}

/** undefined where the answer is no JSON: a dialect may write another form, and that has no fields to change. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
