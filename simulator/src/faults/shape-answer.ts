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

/** undefined where the answer is no JSON: a dialect may write another form, and that has no fields to change. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
