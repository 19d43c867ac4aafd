import { describe, expect, test } from 'vitest';
import { readFlatBody } from '../dialects/flat-body.ts';
import { checkReader, readCheckBody } from '../dialects/number-check.ts';
import { loginReader } from '../dialects/operator-server.ts';
import { quhao1 } from '../dialects/quhao-1.ts';
import { finish } from '../model/refusal.ts';
import { SeededRandom, SystemRandom } from '../random.ts';
import { readApp } from '../scope/documents.ts';
import { SIGN_OF_EARLIER } from '../scope/name-earlier.ts';
import { ARRANGEMENT_MISTAKES } from './arrangement-search.ts';
import { FIELD_NAME_MISTAKE, FIELD_PLACE_MISTAKE } from './field-names.ts';
import { KnownKeys } from './known-keys.ts';
import { type Making, madeBy } from './making.ts';
import { type MistakeRow, type MistakeVariant, SLOTS } from './mistake.ts';
import { SIGNATURE_MISTAKES } from './mistake-table.ts';
import { OTHER_KEY_TYPE, PHONE_FORM_MISTAKES, SEAL_MISTAKES } from './phone-diagnosis.ts';
import { hmacMaking, md5Making, ORDER_AS_SENT, ORDER_OF_TABLE } from './right-making.ts';
import { SCHEME_MISTAKE } from './scheme-search.ts';
import { DATA_MISTAKES, SESSION_KEY_MISTAKES } from './seal-mistakes.ts';
import { describeSignature, diagnoseSignature, type SignatureQuestion, UNDIGESTED } from './signature-diagnosis.ts';
import { ENCODING_MISTAKES } from './signature-encodings.ts';
import { CLOCK_MISTAKES, TIME_FORM_MISTAKES } from './time-mistakes.ts';
import { operatorTime } from './times.ts';
import { TOKEN_MISTAKES } from './token-mistakes.ts';

describe('the tables of mistakes', () => {
  const rows = [
    ...SIGNATURE_MISTAKES,
    ...ENCODING_MISTAKES,
    ...CLOCK_MISTAKES,
    ...TIME_FORM_MISTAKES,
    ...TOKEN_MISTAKES,
    ...PHONE_FORM_MISTAKES,
    ...OTHER_KEY_TYPE,
    ...SEAL_MISTAKES,
    FIELD_NAME_MISTAKE,
    FIELD_PLACE_MISTAKE,
    ...SESSION_KEY_MISTAKES,
    ...DATA_MISTAKES,
    ...Object.values(ARRANGEMENT_MISTAKES),
    SCHEME_MISTAKE,
    SIGN_OF_EARLIER,
    ...UNDIGESTED,
  ];

  test('have every mistake once', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test.each(rows)('$id has words in both languages, with the same subjects', ({ en, zh }) => {
    const subjects = (words: string) => [...words.matchAll(/\{\d\}/g)].map(([subject]) => subject).sort();
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect(subjects(zh).filter((subject) => !subjects(en).includes(subject))).toEqual([]);
  });
});

/** How many requests are made; scripts/fuzz makes more. */
const REQUESTS = Number(process.env['QUHAO_DIAGNOSES'] ?? 40);
const RIGHT_REQUESTS = Number(process.env['QUHAO_RIGHT_REQUESTS'] ?? 1000);
const APP = readApp({ appid: '300000000001', packageName: 'com.example.login' }, new SystemRandom());
const SEED = process.env['QUHAO_SEED'] ?? 'fifteen';

describe(`seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  const below = (limit: number): number => random.next(4).readUInt32BE() % limit;
  const oneOf = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const hex = (bytes: number): string => random.next(bytes).toString('hex');

  const key = (name: string) => ({ name, value: hex(16).toUpperCase() });

  function makeQuestion(kind: 'login' | 'check' | 'token'): SignatureQuestion {
    const token = `STsid${String(below(1e7)).padStart(7, '0')}${1_700_000_000_000 + below(1e9)}${hex(16)}`;
    const time = operatorTime(1_700_000_000_000 + below(1e9) * 30);
    const appid = `3000000${String(below(1e5)).padStart(5, '0')}`;
    const values = {
      login: { appid, version: '2.0', msgid: hex(16), systemtime: time, strictcheck: oneOf(['0', '1']), token },
      check: { appId: appid, msgId: hex(16), phoneNum: hex(32).toUpperCase(), timestamp: time, token, version: '1.0' },
      token: {
        version: '1.0',
        appid,
        msgid: hex(16),
        systemtime: time,
        scrip: hex(20),
        capability: oneOf(['login', 'check']),
        apppackage: 'com.example.Login',
        appsign: hex(16),
        networktype: '1',
        sdkversion: 'v5.9',
      },
    }[kind];
    const parts = Object.entries(values).map(([name, value]) => ({ name, value }));
    const own = key(kind === 'login' ? 'appSecret' : 'appKey');
    const names = Object.keys(values);
    const joiner = kind === 'token' ? '\n' : '';
    return {
      formula: kind,
      letterCase: kind === 'token' ? 'lower' : 'upper',
      given: '',
      right: kind === 'login' ? md5Making(parts, own) : hmacMaking(parts, joiner, own),
      otherKeys: [key(kind === 'login' ? 'appKey' : 'appSecret'), key('appSecret of app 300000000002'), key('former appSecret')],
      orders: [
        { ...ORDER_AS_SENT, names: [...names.slice(3), 'expandparams', ...names.slice(0, 3)] },
        { ...ORDER_OF_TABLE, names: [...names.slice(0, 2).reverse(), ...names.slice(2)] },
      ],
      unsigned: kind === 'login' ? [{ name: 'expandparams', value: 'from=app' }] : [],
    };
  }

  interface Made {
    readonly row: MistakeRow;
    readonly variant: MistakeVariant;
  }

  /** One random mistake that changes what is signed. */
  function randomMistake(question: SignatureQuestion, among: readonly MistakeRow[]): Made {
    for (;;) {
      const row = oneOf(among);
      const variants = row.variants(question);
      const variant = variants.length === 0 ? undefined : oneOf(variants);
      if (variant !== undefined && madeBy(variant.make(question.right)) !== madeBy(question.right)) {
        return { row, variant };
      }
    }
  }

  function randomMistakes(question: SignatureQuestion, count: number): readonly Made[] {
    const first = randomMistake(
      question,
      SIGNATURE_MISTAKES.filter(({ isAlone }) => count === 1 || isAlone !== true),
    );
    if (count === 1) {
      return [first];
    }
    const others = SIGNATURE_MISTAKES.filter(({ slot, isAlone }) => isAlone !== true && slot !== first.row.slot);
    return [first, randomMistake(question, others)].sort((a, b) => SLOTS.indexOf(a.row.slot) - SLOTS.indexOf(b.row.slot));
  }

  function written(making: Making, { letterCase }: SignatureQuestion): string {
    return letterCase === 'upper' ? madeBy(making).toUpperCase() : madeBy(making);
  }

  test.each([1, 2])(
    'of requests with %d mistakes, 95 of 100 have theirs named',
    { timeout: 240_000 + REQUESTS * 2000 },
    (count) => {
      const missed: string[] = [];
      const kinds = count === 1 ? (['login', 'check', 'token'] as const) : (['login', 'check'] as const);
      for (let at = 0; at < REQUESTS; at++) {
        const question = makeQuestion(oneOf(kinds));
        const mistakes = randomMistakes(question, count);
        const making = mistakes.reduce((made, { variant }) => variant.make(made), question.right);
        const { mistakes: named } = diagnose({ ...question, given: written(making, question) });
        // Fewer may be named than were made: the second may have undone the first, or both together may be a third.
        if (named.length === 0 || named.length > count) {
          const made = mistakes.map(({ row }) => row.id).join(' + ');
          missed.push(`${question.formula}: ${made} was named ${named.map(({ id }) => id).join(' + ') || 'nothing'}`);
        }
      }
      expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(REQUESTS * 0.05);
    },
  );

  const WAYS: readonly (readonly [string, (hex: string) => string])[] = [
    ['sign-blanks', (text) => ` ${text}\n`],
    ['sign-case', (text) => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase())],
    ['sign-hex-punctuated', (text) => text.replace(/..(?=.)/g, '$&-')],
    ['sign-hex-punctuated', (text) => `0x${text}`],
    ['sign-quoted', (text) => `"${text}"`],
    ['sign-base64', (text) => base64(text)],
    ['sign-base64-unpadded', (text) => base64(text).replace(/=+$/, '')],
    ['sign-base64-url', (text) => base64(text).replaceAll('+', '-').replaceAll('/', '_')],
    ['sign-base64-lines', (text) => base64(text).replace(/.{16}/g, '$&\r\n')],
    ['sign-base64-blanks', (text) => base64(text).replaceAll('+', ' ')],
    ['sign-base64-url-encoded', (text) => encodeURIComponent(base64(text))],
    ['sign-base64-of-hex', (text) => Buffer.from(text).toString('base64')],
    ['sign-hex-of-hex', (text) => Buffer.from(text).toString('hex')],
    ['sign-zeros-dropped', (text) => text.replace(/^0+/, '')],
    ['sign-sixteen', (text) => text.slice(8, 24)],
    ['sign-bytes-unpadded', (text) => text.replace(/0(.)|(..)/g, '$1$2')],
    ['sign-bytes-signed', (text) => text.replace(/../g, (byte) => (Buffer.from(byte, 'hex').readInt8() >>> 0).toString(16))],
    ['sign-invisible', (text) => `${text}\u200B`],
    ['sign-labelled', (text) => `MD5:${text}`],
    ['sign-labelled', (text) => `md5=${text}`],
    ['sign-bytes-literal', (text) => `b'${text}'`],
    ['sign-twice', (text) => text + text],
    ['sign-byte-list', (text) => `[${[...new Int8Array(Buffer.from(text, 'hex'))].join(', ')}]`],
    ['sign-last-missing', (text) => text.slice(0, -1)],
    ['sign-base32', (text) => base32(text)],
    ['sign-decimal', (text) => String(BigInt(`0x${text}`))],
  ];

  test.each(WAYS)('a right signature that is written as %s is named so', (id, write) => {
    for (let at = 0; at < 200; at++) {
      const question = makeQuestion('login');
      const right = written(question.right, question);
      const given = write(right);
      if (isTelling(id, right, given)) {
        expect(diagnose({ ...question, given }), `${id} of ${right}: ${given}`).toMatchObject({ mistakes: [{ id }] });
        return;
      }
    }
    throw new Error(`no signature shows ${id}`);
  });

  test('a signature of anything else is given no cause', () => {
    const question = makeQuestion('login');
    const { text, mistakes } = diagnose({ ...question, given: hex(16).toUpperCase() });
    expect(mistakes).toEqual([]);
    expect(text).toMatch(/^no known mistake makes this signature; string to sign/);
  });

  test('after ten signatures without a cause, no whole way to sign is looked for, after fifty one mistake and not two', () => {
    const { searches } = new KnownKeys();
    const question = { ...makeQuestion('login'), searches };
    const depths = Array.from({ length: 51 }, () => {
      searches.note(false);
      return searches.depth;
    });
    expect([depths[8], depths[9], ...depths.slice(-3)]).toEqual([3, 2, 2, 1, 1]);
    expect(diagnose({ ...question, given: hex(16).toUpperCase() }).text).toContain('no known mistake alone');
    searches.note(true);
    expect(searches.depth).toBe(3);
  });

  test('a right request is never accused of anything', () => {
    for (let at = 0; at < RIGHT_REQUESTS; at++) {
      const question = makeQuestion(oneOf(['login', 'check', 'token']));
      const given = written(question.right, question);
      expect(describeSignature({ ...question, given }).got).toMatch(/, the same$/);
      const parts = question.right.parts.filter(({ isKey }) => isKey !== true);
      const fields = Object.fromEntries([...parts.map(({ name, value }) => [name, value]), ['sign', given]]);
      const app = { ...APP, [question.right.key.name]: question.right.key.value };
      expect(() => void readerOf(question).read(readingOf(question, fields), 'guide').verify(app)).not.toThrow();
    }
  });

  function readerOf({ formula }: SignatureQuestion) {
    return { login: loginReader, check: checkReader, token: quhao1.token }[formula as 'login' | 'check' | 'token'];
  }

  function readingOf({ formula }: SignatureQuestion, fields: Readonly<Record<string, unknown>>) {
    const { version, msgId, timestamp, appId, ...body } = fields;
    const halves = { header: { version, msgId, timestamp, appId }, body: { requesterType: '0', ...body } };
    const raw = Buffer.from(JSON.stringify(formula === 'check' ? halves : fields));
    return formula === 'check' ? readCheckBody({ body: raw }) : readFlatBody({ contentType: 'application/json', body: raw });
  }
});

function diagnose(question: SignatureQuestion) {
  return finish(diagnoseSignature(question));
}

function base32(hexText: string): string {
  const bits = [...Buffer.from(hexText, 'hex')].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = bits
    .match(/.{1,5}/g)
    ?.map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)]);
  return `${digits?.join('')}======`;
}

function base64(hexText: string): string {
  return Buffer.from(hexText, 'hex').toString('base64');
}

/** Whether a signature written in this way can be told from the same signature in another way. */
function isTelling(id: string, right: string, given: string): boolean {
  const coded = base64(right);
  const needs: Readonly<Record<string, boolean>> = {
    'sign-base64-url': /[+/]/.test(coded),
    'sign-base64-blanks': /[+]/.test(coded),
    'sign-base64-unpadded': !/^[\w-]*$/.test(coded.replace(/=/g, '')),
    'sign-bytes-unpadded': given.length < right.length && !right.startsWith('0'),
    'sign-zeros-dropped': right.startsWith('0') && !right.startsWith('00'),
  };
  return given !== right && (needs[id] ?? true);
}
