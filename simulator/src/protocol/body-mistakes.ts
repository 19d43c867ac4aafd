/** What a body is that is not the message which was asked for. */

const TEXTS = [
  { hint: 'it is form-encoded, name=value joined with &', test: /^\s*[A-Za-z]\w*=[^{}]*$/ },
  { hint: 'it is XML', test: /^\s*<\??[A-Za-z]/ },
  { hint: 'its strings are in single quotes', test: /^\s*\{\s*'/ },
  { hint: 'its names have no quotes', test: /^\s*\{\s*[A-Za-z_]\w*\s*[:=]/ },
  { hint: 'it has a comma before a closing bracket', test: /,\s*[}\]]/ },
  { hint: 'it is JSON whose quotes are escaped: encoded twice', test: /^\s*\{\s*\\"/ },
  { hint: 'it is YAML, or a list of headers', test: /^\s*[A-Za-z]\w*:\s/ },
  { hint: 'it is cut off', test: /^\s*\{[^}]*$/ },
] as const;

/** Said behind why a text is not JSON; '' where nothing is recognised. */
export function hintOfText(text: string): string {
  const row = TEXTS.find(({ test }) => test.test(text));
  return row === undefined ? '' : `: ${row.hint}`;
}

type ServerPaths = Readonly<Record<'login-token-validate' | 'token-validate', string>>;

/** Said behind why JSON is not the message; '' where nothing is recognised. */
export function hintOfValue(value: unknown, asked: 'flat' | 'envelope', paths: ServerPaths): string {
  if (typeof value === 'string') {
    return /^\s*\{/.test(value) ? ': it is a JSON text inside a JSON string, encoded twice' : '';
  }
  if (Array.isArray(value)) {
    return typeof value[0] === 'object' ? ': it is a list of objects, where one object is asked for' : '';
  }
  const names = new Set(typeof value === 'object' && value !== null ? Object.keys(value) : []);
  if (asked === 'flat') {
    return names.has('header') && names.has('body')
      ? `: it is the message of tokenValidate, POST ${paths['token-validate']}`
      : '';
  }
  if (names.has('systemtime') || names.has('strictcheck')) {
    return `: it is the message of loginTokenValidate, POST ${paths['login-token-validate']}`;
  }
  const isFlat = names.has('appId') || names.has('msgId');
  return isFlat ? ': its fields stand side by side, not in header and body' : '';
}
