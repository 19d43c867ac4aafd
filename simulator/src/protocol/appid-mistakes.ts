import { asAscii } from './look-alikes.ts';

const APPID = /^\d{12}$/;

/** What a text is that stands where an appid should, the likely one first. */
const APPIDS = [
  { hint: 'it has a blank at its beginning or end', test: (text: string) => text !== text.trim() },
  {
    hint: 'its characters are full-width, or look like others',
    test: (text: string) => APPID.test(asAscii(text)) && !APPID.test(text),
  },
  {
    hint: 'it has quotes or other characters around its 12 digits or between them',
    test: (text: string) => APPID.test(text.replace(/\D/g, '')) && !APPID.test(text),
  },
  { hint: 'it has the form of an appKey or appSecret', test: (text: string) => /^[0-9A-F]{32}$/i.test(text) },
  { hint: 'an appid has 12 digits', test: (text: string) => !APPID.test(text) },
] as const;

/** Said behind an appid that is not known; '' where it is one by its form. */
export function hintOfAppid(text: string): string {
  const row = APPIDS.find(({ test }) => test(text));
  return row === undefined ? '' : `: ${row.hint}`;
}
