import { Refusal } from '../model/refusal.ts';
import type { Reading } from '../operations/requests.ts';
import { hintOfText, hintOfValue, kindOf } from '../protocol/body-mistakes.ts';
import { echoOf, isObject, parseJson } from '../protocol/json.ts';
import { redactStart } from '../protocol/redaction.ts';
import { SERVER_PATHS } from './server-paths.ts';

/** Reads flat objects of strings: step 2 of wire.md §6. */

const JSON_TYPE = 'application/json';

export interface RawBody {
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

export function readFlatBody({ contentType, body }: RawBody): Reading {
  const parsed = parseJson(body);
  const { text } = parsed;
  if (!parsed.ok) {
    return unread(text, new Refusal('INVALID_REQUEST', `${parsed.why}${parsed.isText ? hintOfText(text) : ''}`));
  }
  const wrongType = judgeContentType(contentType);
  if (!isObject(parsed.value)) {
    return unread(
      text,
      wrongType?.refusal ?? new Refusal('BAD_MESSAGE', `the body is JSON, but no object${hintOf(parsed.value)}`),
    );
  }
  const fields = parsed.value;
  const { msgid, appid } = fields;
  return {
    refusal: judgeValues(fields),
    wrongType,
    fields,
    echo: echoOf(msgid),
    appid: typeof appid === 'string' ? appid : null,
    msgid: typeof msgid === 'string' ? msgid : null,
    text,
  };
}

export function unread(text: string, refusal: Refusal): Reading {
  return { refusal, wrongType: null, fields: {}, echo: '', appid: null, msgid: null, text };
}

function judgeValues(fields: Readonly<Record<string, unknown>>): Refusal | null {
  for (const name in fields) {
    const value = fields[name];
    if (typeof value !== 'string') {
      return new Refusal('BAD_MESSAGE', () => `every value must be a string; ${name} is ${kindOf(value)}${hintOf(fields)}`);
    }
  }
  return null;
}

/** Media type application/json in any letter case; parameters are ignored. */
function judgeContentType(contentType: string | undefined): Reading['wrongType'] {
  const mediaType = contentType === JSON_TYPE ? JSON_TYPE : contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === JSON_TYPE) {
    return null;
  }
  const isCommon = mediaType === undefined || mediaType === 'application/x-www-form-urlencoded';
  const description =
    contentType === undefined ? 'no content type' : `content type ${JSON.stringify(redactStart(contentType, 80))}`;
  return {
    passesInField: isCommon,
    description,
    refusal: new Refusal('BAD_MESSAGE', `application/json is asked for, the request has ${description}`),
  };
}

function hintOf(value: unknown): string {
  return hintOfValue(value, 'flat', SERVER_PATHS);
}
