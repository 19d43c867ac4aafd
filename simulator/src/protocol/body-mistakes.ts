import { isObject } from './json.ts';

/** What a body is that is not the message which was asked for. */

const TEXTS = [
  { hint: 'it is base64 of JSON', test: /^\s*eyJ[\w+/-]*={0,2}\s*$/ },
  { hint: 'it is form-encoded, name=value joined with &', test: /^\s*[A-Za-z]\w*=(?!=|\s*$)[^{}]*$/ },
  { hint: 'it is JSON that is URL-encoded', test: /^\s*%7B/i },
  { hint: 'it is multipart/form-data', test: /^\s*--\S+\r?\nContent-/i },
  {
    hint: 'it is what a language prints of an object, not its JSON',
    test: /^\s*(?:\[object \w+\]|<[\w.]+ object at 0x|[\w.$]+@[0-9a-f]{1,8}\s*$|System\.\w)/,
  },
  { hint: 'it is XML or HTML', test: /^\s*<[?!]?[A-Za-z]/ },
  { hint: 'it is the word for a value that was not set', test: /^\s*(?:undefined|None|nil|NULL)\s*$/ },
  { hint: 'it is blank', test: /^\s*$/ },
  { hint: 'it is JSON in hex', test: /^\s*7[bB](?:[0-9a-fA-F]{2})+\s*$/ },
  { hint: 'it is a map as Java prints it, not its JSON', test: /^\s*\{\s*[A-Za-z_]\w*=/ },
  { hint: 'its strings are in single quotes', test: /^\s*\{\s*'/ },
  { hint: 'its names have no quotes', test: /^\s*\{\s*[A-Za-z_]\w*\s*:/ },
  { hint: 'it has a comma before a closing bracket', test: /,\s*[}\]]/ },
  { hint: 'it has a comment, which JSON does not know', test: /^(?:[^"/]|"(?:\\.|[^"\\])*")*\/[/*]/ },
  {
    hint: 'a string in it holds a raw line break or tab, which JSON writes as \\n or \\t',
    test: /^(?:[^"]|"(?:\\.|[^"\\\n\r\t])*")*"(?:\\.|[^"\\\n\r\t])*[\n\r\t]/,
  },
  { hint: 'it is JSON whose quotes are escaped: encoded twice', test: /^\s*\{\s*\\"/ },
  { hint: 'its quotes are written as HTML writes them, &quot;', test: /^\s*\{\s*&(?:quot|#34|#x22);/i },
  { hint: 'it is JSON with the call of a function around it', test: /^\s*[\w.$]+\(\s*[{[]/ },
  { hint: 'it is what PHP prints of an array, not its JSON', test: /^\s*(?:Array\s*\(|array\(\d+\)\s*\{|array\s*\()/ },
  { hint: 'it is what PHP’s serialize writes, not JSON', test: /^\s*[aO]:\d+:/ },
  { hint: 'it is what Go prints of a map or a struct, not its JSON', test: /^\s*(?:map\[|&\{|\{[^"{}:]*\}\s*$)/ },
  { hint: 'it is bytes as Python prints them', test: /^\s*b(["'])/ },
  { hint: 'it is the name of a file, which was to be read (@ of curl needs -d or --data-binary)', test: /^\s*@[\w./~-]+\s*$/ },
  { hint: 'two bytes of its length stand before it, as Java’s writeUTF puts them', test: /^\0[\s\S]\{/ },
  { hint: 'quotes stand around it', test: /^\s*['`]\s*\{/ },
  { hint: 'a template in it was not filled in', test: /[:,[]\s*(?:\$\{|\{\{|<%)/ },
  { hint: 'it is YAML, or a list of headers', test: /^\s*[A-Za-z]\w*:\s/ },
  { hint: 'it has a zero byte', test: /\0/ },
  { hint: 'it has quotes or colons as Chinese is typed with', test: /[{,，]\s*[“”＂]|"\s*：|^\s*｛/ },
  {
    hint: 'it has a word that JSON does not know, as NaN, None or undefined',
    test: /[:,[]\s*-?(?:NaN|Infinity|undefined|None|True|False|nil)\b/,
  },
  { hint: 'an object stands behind another, where one is asked for', test: /\}\s*\{/ },
  { hint: 'it is cut off', test: /^\s*(?:\{[^}]*|\[[^\]]*)$/ },
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
  if (value === null) {
    return ': it is null, which JSON writers make of a message that was not there';
  }
  const half = asked === 'envelope' ? hintOfHalves(value) : '';
  if (half !== '') {
    return half;
  }
  const wrapper = wrapperOf(value);
  if (wrapper !== null) {
    return `: its only member is ${wrapper}, and the message stands inside of it; the message itself is asked for`;
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

/** What of tokenValidate's two halves is missing, or what stands in the place of an object. */
function hintOfHalves(value: unknown): string {
  const halves = isObject(value) ? value : {};
  const { header, body } = halves;
  const isWrapped = header === undefined && isObject(body) && (isObject(body['header']) || isObject(body['body']));
  if (isWrapped || (header === undefined && body === undefined)) {
    return '';
  }
  const wrong = (['header', 'body'] as const).flatMap((name) => {
    const half = halves[name];
    if (isObject(half)) {
      return [];
    }
    const isText = typeof half === 'string' && /^\s*\{/.test(half);
    return half === undefined ? `${name} is missing` : `${name} is ${isText ? 'a JSON text inside a JSON string' : kindOf(half)}`;
  });
  return `: ${wrong.join(', ')}`;
}

/** The kind of a JSON value, with its article. */
export function kindOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  const kind = Array.isArray(value) ? 'array' : typeof value;
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

const WRAPPERS: readonly string[] = [
  'data',
  'params',
  'param',
  'request',
  'req',
  'payload',
  'message',
  'content',
  'json',
  'body',
];

/** The name of the only member, where it is an object and stands around the message; null: it does not. */
function wrapperOf(value: unknown): string | null {
  const [member, ...others] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (member === undefined || others.length > 0) {
    return null;
  }
  const [name, inner] = member;
  return WRAPPERS.includes(name.toLowerCase()) && typeof inner === 'object' && inner !== null ? name : null;
}
