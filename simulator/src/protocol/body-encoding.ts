/** What bytes that are not the UTF-8 of JSON most likely are. */

const UTF_16 = [
  { name: 'UTF-16LE', starts: [/^\xff\xfe/, /^[\t\n\r {[]\0/] },
  { name: 'UTF-16BE', starts: [/^\xfe\xff/, /^\0[\t\n\r {[]/] },
] as const;

/** The encoding of the body, in words; null where none is recognised. */
export function describeEncoding(body: Buffer): string | null {
  const start = body.toString('latin1', 0, 2);
  const wide = UTF_16.find(({ starts }) => starts.some((row) => row.test(start)));
  if (wide !== undefined) {
    return `the body is ${wide.name}, where UTF-8 is asked for`;
  }
  const text = decode(body, 'gb18030');
  return text !== null && isJson(text) && /\p{Script=Han}/u.test(text)
    ? 'the body is GBK (GB18030), where UTF-8 is asked for'
    : null;
}

function decode(body: Buffer, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
