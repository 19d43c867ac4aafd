import type { NamedMistake } from '../model/diagnosis.ts';
import { asAscii } from './look-alikes.ts';
import { nameMistake } from './mistake.ts';

/** Fields that a client sends under another name than the message has. */

/** Other names that clients give to a field, in lower case and without punctuation. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  sign: ['signature', 'sig', 'signed'],
  systemtime: ['timestamp', 'time', 'systime', 'ts', 'requesttime'],
  timestamp: ['systemtime', 'time', 'systime', 'ts', 'requesttime'],
  appid: ['appkey', 'applicationid', 'clientid'],
  msgid: ['messageid', 'requestid', 'traceid', 'nonce', 'inresponseto'],
  token: ['accesstoken', 'logintoken', 'authtoken'],
  phonenum: ['phone', 'phonenumber', 'mobile', 'msisdn', 'tel'],
  version: ['ver', 'v'],
  strictcheck: ['strict', 'check'],
  apppackage: ['package', 'packagename', 'apppackagename'],
  appsign: ['packagesign', 'appsignature'],
  networktype: ['network', 'nettype'],
  sdkversion: ['sdkver'],
};

export const FIELD_NAME_MISTAKE = {
  id: 'field-name',
  en: '{0} is there: the name is {1}',
  zh: '请求中有 {0}：字段名应为 {1}',
} as const;

export const FIELD_PLACE_MISTAKE = {
  id: 'field-place',
  en: 'it stands in {0}, where it is not read',
  zh: '该字段放在了 {0} 中，那里不读取它',
} as const;

/** The mistake in which a missing field is there under another name; null where no field looks like it. `known` are the message's own names. */
export function findMisnamed(
  missing: string,
  fields: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
): NamedMistake | null {
  const misplaced = ['header.', 'body.'].find((half) => Object.hasOwn(fields, half + missing));
  if (misplaced !== undefined) {
    return nameMistake(FIELD_PLACE_MISTAKE, { subjects: [misplaced.slice(0, -1)] });
  }
  const wanted = bare(missing);
  const others = Object.keys(fields).filter((name) => !known.has(name));
  const found =
    others.find((name) => bare(name) === wanted) ??
    others.find((name) => bare(asAscii(name.slice(0, 40))) === wanted) ??
    others.find((name) => ALIASES[wanted]?.includes(bare(name)) === true);
  return found === undefined ? null : nameMistake(FIELD_NAME_MISTAKE, { subjects: [found, missing] });
}

function bare(name: string): string {
  return name
    .slice(0, 40)
    .replace(/[_\s-]/g, '')
    .toLowerCase();
}
