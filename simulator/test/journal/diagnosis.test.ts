import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { operatorTime } from '../../src/protocol/times.ts';
import { PATHS, send } from '../support/http-client.ts';
import { signRsa } from '../support/rsa.ts';
import { checkBody, loginBody, md5Upper, newMsgid, READY_APP } from '../support/sdk.ts';
import { StillScope } from '../support/still-scope.ts';

/** What the journal says of the mistakes of a back end: its author must not need a colleague. */

const still = new StillScope();
const { appKey, appSecret } = READY_APP;

const NAMES = ['appid', 'version', 'msgid', 'systemtime', 'strictcheck', 'token'] as const;

interface Login {
  readonly values: readonly string[];
  readonly text: string;
  readonly pairs: string;
}

/** Sends a loginTokenValidate whose signature is made by hand; returns the trace's failed step. */
async function failedLogin(sign: (login: Login) => string, changes: Record<string, string> = {}) {
  const fields: Record<string, unknown> = loginBody(await still.loginToken(), READY_APP, changes);
  const values = NAMES.map((name) => String(fields[name]));
  const pairs = NAMES.map((name) => `${name}=${String(fields[name])}`).join('&');
  await still.login({ ...fields, sign: sign({ values, text: values.join(''), pairs }) });
  return still.failedStep();
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex').toUpperCase();
}

const SIGNATURES: readonly (readonly [string, (login: Login) => string, readonly string[]])[] = [
  ['the key with CR LF', ({ text }) => md5Upper(`${text}${appSecret}\r\n`), ['key-end']],
  ['the key with a tab', ({ text }) => md5Upper(`${text}${appSecret}\t`), ['key-end']],
  ['the key in quotes', ({ text }) => md5Upper(`${text}"${appSecret}"`), ['key-quoted']],
  ['a byte order mark before the key', ({ text }) => md5Upper(`${text}\uFEFF${appSecret}`), ['key-start']],
  ['a zero-width blank behind the key', ({ text }) => md5Upper(`${text}${appSecret}\u200B`), ['key-end']],
  ['a full-width blank behind the key', ({ text }) => md5Upper(`${text}${appSecret}\u3000`), ['key-end']],
  ['k=v&…', ({ pairs }) => md5Upper(`${pairs}${appSecret}`), ['pairs']],
  ['k=v&…&key=', ({ pairs }) => md5Upper(`${pairs}&key=${appSecret}`), ['pairs']],
  ['&key=', ({ text }) => md5Upper(`${text}&key=${appSecret}`), ['before-key']],
  ['SHA-256', ({ text }) => digest('sha256', text + appSecret), ['digest-other']],
  ['HMAC-MD5', ({ text }) => createHmac('md5', appSecret).update(text).digest('hex').toUpperCase(), ['digest-hmac']],
  ['double MD5', ({ text }) => md5Upper(md5Upper(text + appSecret)), ['digest-twice']],
  [
    'the key decoded from hex',
    ({ text }) => createHash('md5').update(text).update(Buffer.from(appSecret, 'hex')).digest('hex').toUpperCase(),
    ['key-hex-decoded'],
  ],
  [
    'a time that was taken twice',
    ({ values }) => md5Upper(values.join('').replace('20261123120000000', '20261123120000137') + appSecret),
    ['value-taken-again-later'],
  ],
  ['another version', ({ values }) => md5Upper(values.with(1, '1.0').join('') + appSecret), ['value-version']],
  ['another strictcheck', ({ values }) => md5Upper(values.with(4, '1').join('') + appSecret), ['value-flag']],
  [
    'two mistakes: another key, and the values joined with line feeds',
    ({ values }) => md5Upper([...values, appKey].join('\n')),
    ['joined-with', 'key-other'],
  ],
  [
    'two mistakes: the key with a line feed, and lower-case hex of SHA-1',
    ({ text }) => digest('sha1', `${text}${appSecret}\n`).toLowerCase(),
    ['key-end', 'digest-other', 'sign-case'],
  ],
  ['base64 in lines', ({ text }) => base64(text).replace(/.{8}/g, '$&\n'), ['sign-base64-lines']],
  ['base64 without padding', ({ text }) => base64(text).replace(/=+$/, ''), ['sign-base64-unpadded']],
];

/** Each stands for rows of rarer mistakes. */
const RARE: typeof SIGNATURES = [
  ['a left-to-right mark behind the key', ({ text }) => md5Upper(`${text}${appSecret}\u200E`), ['key-end-rare']],
  ['the letters \\n behind the key', ({ text }) => md5Upper(`${text}${appSecret}\\n`), ['key-end-rare']],
  ['a blank in the key', ({ text }) => md5Upper(`${text}${appSecret.slice(0, 5)} ${appSecret.slice(5)}`), ['key-inside']],
  ['the key in groups', ({ text }) => md5Upper(`${text}${appSecret.replace(/.{4}(?=.)/g, '$& ')}`), ['key-grouped']],
  ['the key in brackets', ({ text }) => md5Upper(`${text}【${appSecret}】`), ['key-bracketed']],
  ['the key behind Bearer', ({ text }) => md5Upper(`${text}Bearer ${appSecret}`), ['key-labelled-rare']],
  ['both keys', ({ text }) => md5Upper(`${text}${appKey}${appSecret}`), ['key-both']],
  [
    'the bytes of the key as text',
    ({ text }) => md5Upper(`${text}${Buffer.from(appSecret, 'hex').toString('latin1')}`),
    ['key-printed-bytes'],
  ],
  ['the quoted lower-case key', ({ text }) => md5Upper(`${text}"${appSecret.toLowerCase()}"`), ['key-quoted-lower']],
  ['a placeholder', ({ text }) => md5Upper(`${text}changeme`), ['key-placeholder']],
  ['&KEY= behind pairs', ({ pairs }) => md5Upper(`${pairs}&KEY=${appSecret}`), ['pairs-before-key-rare']],
  ['&app_secret=', ({ text }) => md5Upper(`${text}&app_secret=${appSecret}`), ['before-key-rare']],
  ['an empty sign', ({ pairs }) => md5Upper(`${pairs}&sign=&key=${appSecret}`), ['pairs-with-empty-sign']],
  ['Java’s map', ({ pairs }) => md5Upper(`{${pairs.replaceAll('&', ', ')}}${appSecret}`), ['text-of-object']],
  ['name:value', ({ pairs }) => md5Upper(`${pairs.replaceAll('&', ',').replaceAll('=', ':')}${appSecret}`), ['text-of-object']],
  ['the letters \\n between', ({ values }) => md5Upper([...values, appSecret].join('\\n')), ['joined-with-rare']],
  ['MD5 three times', ({ text }) => md5Upper(lower(lower(text + appSecret))), ['digest-thrice']],
  ['SHA-1 of MD5', ({ text }) => digest('sha1', lower(text + appSecret)), ['digest-of-digest']],
  ['MD5 of SHA-256', ({ text }) => md5Upper(digest('sha256', text + appSecret).toLowerCase()), ['digest-of-digest']],
  ['the key before the digest', ({ text }) => md5Upper(appSecret + lower(text)), ['digest-key-before-digest']],
  ['SHA3-256', ({ text }) => digest('sha3-256', text + appSecret), ['digest-other']],
  [
    'bytes in reverse order',
    ({ text }) =>
      Buffer.from(md5Upper(text + appSecret), 'hex')
        .reverse()
        .toString('hex')
        .toUpperCase(),
    ['digest-reversed'],
  ],
  [
    'a time one hour apart',
    ({ values }) => md5Upper(values.join('').replace('20261123120000000', '20261123130000000') + appSecret),
    ['value-taken-long-apart'],
  ],
  ['the key as Rust prints an option', ({ text }) => md5Upper(`${text}Some("${appSecret}")`), ['key-printed']],
  ['the key as Java prints an option', ({ text }) => md5Upper(`${text}Optional[${appSecret}]`), ['key-printed']],
  ['a masked key', ({ text }) => md5Upper(`${text}${'*'.repeat(32)}`), ['key-placeholder']],
  ['an object that nobody printed', () => md5Upper(`[object Object]${appSecret}`), ['text-is-word']],
  ['the string in quotes', ({ text }) => md5Upper(`"${text}"${appSecret}`), ['text-quoted']],
  [
    'a map as Elixir prints it',
    ({ values }) => md5Upper(`%{${NAMES.map((name, at) => `"${name}" => "${values[at]}"`).join(', ')}}${appSecret}`),
    ['text-of-map'],
  ],
  [
    'a hash of symbols as Ruby prints it',
    ({ values }) => md5Upper(`{${NAMES.map((name, at) => `:${name}=>"${values[at]}"`).join(', ')}}${appSecret}`),
    ['text-of-map'],
  ],
  [
    'HMAC with its arguments exchanged',
    ({ text }) => createHmac('md5', text).update(appSecret).digest('hex').toUpperCase(),
    ['digest-swapped'],
  ],
  ['the words of openssl', ({ text }) => `(stdin)= ${md5Upper(text + appSecret)}`, ['sign-labelled']],
  [
    'a list of bytes in hex',
    ({ text }) =>
      `[${md5Upper(text + appSecret)
        .match(/../g)
        ?.join(', ')}]`,
    ['sign-hex-punctuated'],
  ],
  [
    'Go’s Sum of the text',
    ({ text }) => `${Buffer.from(text).toString('hex')}${createHash('md5').digest('hex')}`,
    ['sign-of-nothing-appended'],
  ],
  ['a checksum', () => '1A2B3C4D', ['sign-of-other-kind']],
  ['a hash code', () => '-1234567890', ['sign-of-other-kind']],
  ['a flag as Python prints it', ({ values }) => md5Upper(values.with(4, 'True').join('') + appSecret), ['value-flag']],
];

function lower(text: string): string {
  return md5Upper(text).toLowerCase();
}

test.each(RARE)('a rarer signature: %s', async (_title, sign, ids) => {
  const { mistakes, detail } = await failedLogin(sign);
  expect(mistakes, detail).toEqual(ids);
  expect(detail).not.toMatch(new RegExp(`${appKey}|${appSecret}`));
});

function base64(text: string): string {
  return createHash('md5')
    .update(text + appSecret)
    .digest('base64');
}

describe('a signature of loginTokenValidate', () => {
  test.each(SIGNATURES)('made with %s is diagnosed', async (_title, sign, ids) => {
    const { detail, mistakes } = await failedLogin(sign);
    expect(mistakes, detail).toEqual(ids);
    expect(detail).toMatch(/^103101 BAD_SIGNATURE: (?:the client most likely|the signature is right but)/);
    expect(detail).not.toContain(appSecret);
  });

  test('made with another app’s secret names the app, in both languages', async () => {
    const other = await still.scope.putApp({ appid: '300000000042', packageName: 'com.example.other' });
    const { detail, zh } = await failedLogin(({ text }) => md5Upper(text + other.appSecret));
    expect(detail).toContain('signed with the appSecret of app 300000000042 instead of the appSecret');
    expect(zh).toBe('用了 appSecret of app 300000000042，应使用 appSecret');
  });

  test('made with the app’s former secret says so', async () => {
    await still.putApp({ appSecret: '0123456789ABCDEF0123456789ABCDEF' });
    const { detail } = await failedLogin(({ text }) => md5Upper(text + appSecret));
    expect(detail).toContain('signed with the former appSecret instead of the appSecret');
  });

  test('of a token that was URL-encoded for the request only is diagnosed', async () => {
    const token = `${await still.loginToken()}+`;
    const fields = loginBody(token);
    await still.login({ ...fields, token: encodeURIComponent(token) });
    expect((await still.failedStep()).mistakes).toContain('value-url-decoded');
  });
});

test('a key that was taken for the right one is the one whose form is spoken of', async () => {
  const { detail } = await failedLogin(({ text }) => md5Upper(`${text}${appKey}\n`));
  expect(detail).toContain('signed with the appKey instead of the appSecret and had a line feed at the end of the appKey');
});

test.each<[string, (token: string) => string, string]>([
  ['quoted', (token) => `"${token}"`, 'value-unquoted'],
  ['quoted and URL-encoded', (token) => `%22${token}%22`, 'value-url-decoded'],
])('a token that is sent %s and signed plain is named so', async (_title, spoil, id) => {
  const token = await still.loginToken();
  const { mistakes, detail } = await failedLogin(({ text }) => md5Upper(text.replace(spoil(token), token) + appSecret), {
    token: spoil(token),
  });
  expect(mistakes, detail).toContain(id);
});

test('a signature of an earlier request is named with its entry', async () => {
  const first: Record<string, unknown> = loginBody(await still.loginToken(), READY_APP);
  await still.login(first);
  const { id } = (await still.scope.journal()).at(-1) ?? {};
  const again = { ...loginBody(await still.loginToken(), READY_APP), sign: first['sign'] };
  await still.login(again);
  const step = await still.failedStep();
  expect(step.mistakes).toEqual(['sign-of-earlier']);
  expect(step.detail).toContain(`entry ${id} came with the same signature`);
});

describe('the formula of the other method or call', () => {
  test('MD5 of what RSA signs', async () => {
    const { mistakes, detail } = await failedLogin(({ values }) => md5Upper(`${values[0]}${values[5]}${appSecret}`));
    expect(mistakes).toEqual(['other-formula']);
    expect(detail).toContain('signed by the formula of the method RSA');
  });

  test.each<[string, (login: { text: string; short: string }) => string, readonly string[]]>([
    ['of what MD5 signs', ({ text }) => text, ['other-formula']],
    ['of what MD5 signs, with the appSecret', ({ text }) => `${text}${appSecret}`, ['other-formula']],
    ['of an MD5 signature', ({ text }) => md5Upper(text + appSecret), ['other-formula']],
    ['of its own text with the appSecret', ({ short }) => `${short}${appSecret}`, ['included']],
  ])('SHA256withRSA %s', async (_title, textOf, ids) => {
    await still.putRsaApp();
    const fields = loginBody(await still.loginToken(), READY_APP, { encryptionalgorithm: 'RSA' }) as Record<string, string>;
    const text = NAMES.map((name) => fields[name]).join('');
    const signed = textOf({ text, short: `${fields['appid']}${fields['token']}` });
    await still.login({ ...fields, sign: signRsa('RSA-SHA256', signed).toString('hex') });
    const { detail, mistakes } = await still.failedStep();
    expect(mistakes, detail).toEqual(ids);
    expect(detail).not.toContain(appSecret);
  });

  test.each<[string, readonly string[]]>([
    ['in loginTokenValidate’s order', ['appId', 'version', 'msgId', 'timestamp', 'token', 'phoneNum']],
    ['by loginTokenValidate’s formula', ['appId', 'version', 'msgId', 'timestamp', 'token']],
    ['by loginTokenValidate’s formula for RSA', ['appId', 'token']],
  ])('tokenValidate signed %s', async (_title, names) => {
    const { header, body } = checkBody(await still.checkToken(), { phone: still.phone });
    const fields: Readonly<Record<string, unknown>> = { ...header, ...body };
    const text = names.map((name) => fields[name]).join('');
    await still.check({ header, body: { ...body, sign: createHmac('sha256', appKey).update(text).digest('hex').toUpperCase() } });
    const { detail, mistakes } = await still.failedStep();
    expect(mistakes, detail).toEqual(['other-formula']);
  });
});

describe('a field under another name', () => {
  test.each([
    ['appid', 'appId'],
    ['appid', 'app_id'],
    ['msgid', 'msgId'],
    ['sign', 'Sign'],
    ['sign', 'signature'],
    ['systemtime', 'timestamp'],
    ['systemtime', 'system-time'],
  ])('%s as %s is named', async (name, written) => {
    const { [name]: value, ...others } = loginBody(await still.loginToken()) as Record<string, unknown>;
    await still.login({ ...others, [written]: value });
    const { detail, mistakes } = await still.failedStep();
    expect(detail).toContain(`${name} is missing: ${written} is there: the name is ${name}`);
    expect(mistakes).toContain('field-name');
  });

  test('a field that is only missing has no other name', async () => {
    const { sign: _sign, ...others } = loginBody(await still.loginToken()) as Record<string, unknown>;
    await still.login({ ...others, note: 'x' });
    const { detail, mistakes } = await still.failedStep();
    expect(detail).toContain('sign is missing');
    expect(detail).not.toContain('is there');
    expect(mistakes).toEqual([]);
  });
});

describe('a token that is none', () => {
  test.each<[string, (token: string) => string, string]>([
    ['URL-encoded', (token) => `%22${token}%22`, 'token-url-encoded'],
    ['quoted', (token) => `"${token}"`, 'token-quoted'],
    ['with a newline', (token) => `${token}\n`, 'token-blanks'],
    ['cut', (token) => token.slice(0, 50), 'token-cut'],
    ['in lower case', (token) => token.toLowerCase(), 'token-reversed-case'],
    ['in the SDK’s result', (token) => JSON.stringify({ resultCode: '103000', token }), 'token-json'],
    ['with a comma', (token) => `${token},`, 'token-punctuated'],
    ['with =', (token) => `${token}=`, 'token-punctuated'],
    ['in brackets', (token) => `[${token}]`, 'token-punctuated'],
    ['with a parameter', (token) => `${token}&x=1`, 'token-with-parameters'],
    ['with an entity', (token) => `${token}&quot;`, 'token-html'],
    ['masked', (token) => `${token.slice(0, 9)}****`, 'token-masked'],
    ['two of them', (token) => `${token},${token}`, 'token-list'],
    ['URL-encoded twice', (token) => `%2522${token}%2522`, 'token-url-encoded-twice'],
    ['with a wrong character', (token) => `${token.slice(0, 40)}_${token.slice(41)}`, 'token-wrong-character'],
    ['another text: a traceId', () => newMsgid(), 'token-msgid'],
  ])('%s is named', async (_title, spoil, id) => {
    await still.login(loginBody(spoil(await still.loginToken())));
    const { detail, mistakes } = await still.failedStep();
    expect(mistakes).toEqual([id]);
    expect(detail).toMatch(/^104201 TOKEN_INVALID: the token is not of the form that is issued here: it is /);
  });
});

describe('a time', () => {
  const HOUR_MS = 3_600_000;

  test.each<[string, (now: number) => number, string]>([
    ['in UTC', (now) => now - 8 * HOUR_MS, 'time-utc'],
    ['by a clock of twelve hours', (now) => now - 12 * HOUR_MS, 'time-twelve-hours'],
    ['of New York', (now) => now - 13 * HOUR_MS, 'time-other-zone'],
    ['of Tokyo', (now) => now + HOUR_MS, 'time-other-zone'],
    ['of yesterday', (now) => now - 24 * HOUR_MS, 'time-day-off'],
  ])('%s is named, refused or not', async (_title, shift, id) => {
    const { now } = await still.scope.report();
    await still.login(loginBody(await still.loginToken(), READY_APP, { systemtime: operatorTime(shift(now)) }));
    const { trace } = await still.lastEntry();
    const step = trace.find(({ name }) => name === 'time and replay');
    expect(step).toMatchObject({ outcome: 'passed', mistakes: [{ id }], got: expect.stringContaining('most likely') });
  });

  test('of the week’s year is named: 2026-12-31 belongs to the last week of 2026, 2027-01-02 too', async () => {
    await still.scope.setClock({ now: Date.parse('2026-12-30T04:00:00Z') });
    await still.login(loginBody(await still.loginToken(), READY_APP, { systemtime: '20271230120000000' }));
    const { trace } = await still.lastEntry();
    expect(trace.find(({ name }) => name === 'time and replay')?.mistakes?.map(({ id }) => id)).toEqual(['time-week-year']);
  });

  test.each([
    ['1763870400000', 'time-epoch-ms'],
    ['20261123120000', 'time-no-ms'],
    ['2026-11-23 12:00:00', 'time-punctuated'],
    ['20260023120000000', 'time-minute-as-month-form'],
    ['202611327120000000', 'time-day-of-year'],
    ['261123120000000', 'time-two-digit-year'],
    ['20260230120000000', 'time-no-such-day'],
    ['20261123120061000', 'time-no-such-clock-time'],
  ])('%s is no time, and its form is named', async (systemtime, id) => {
    await still.login(loginBody(await still.loginToken(), READY_APP, { systemtime }));
    expect((await still.failedStep()).mistakes).toEqual([id]);
  });
});

test('a body of the other server call is named with the call that it belongs to', async () => {
  await still.login(checkBody('t', { phone: '15400000001' }));
  expect((await still.failedStep()).detail).toContain('it is the message of tokenValidate, POST /openapi/rs/tokenValidate');
  await still.check(loginBody('t'));
  expect((await still.failedStep()).detail).toContain(
    'it is the message of loginTokenValidate, POST /unisdk/rsapi/loginTokenValidate',
  );
});

describe('every later fault of a refused request is named', () => {
  test('a wrong time does not hide a wrong signature and a wrong token', async () => {
    const fields = loginBody('none', { ...READY_APP, appSecret: appKey }, { systemtime: '1763870400000', strictcheck: '7' });
    await still.login(fields);
    const { detail, mistakes } = await still.failedStep();
    expect(detail).toMatch(/^103414 BAD_PARAMETER: systemtime is not 17 digits/);
    expect(detail).toContain('; also wrong: strictcheck is not "0" or "1" (step 3, fields)');
    expect(detail).toMatch(
      /; also wrong: the client most likely signed with the appKey instead of the appSecret; .* \(step 6, signature\)/,
    );
    expect(detail).toMatch(/; also wrong: the token is not of the form .* \(step 9, token\)$/);
    expect(mistakes).toEqual(['time-epoch-ms', 'key-other', 'token-nothing']);
  });

  test('a field that is missing hides no more than what was signed', async () => {
    const { msgid: _, ...fields } = loginBody(await still.loginToken());
    await still.login({ ...fields });
    expect((await still.failedStep()).detail).toBe('103414 BAD_PARAMETER: msgid is missing');
  });

  test('a right request has nothing wrong', async () => {
    await still.login(loginBody(await still.loginToken()));
    const { trace } = await still.lastEntry();
    expect(trace.filter(({ detail, mistakes }) => detail !== undefined || mistakes !== undefined)).toEqual([]);
  });
});

describe('a body of another message', () => {
  test.each([
    {
      title: 'tokenValidate’s at loginTokenValidate',
      path: PATHS.login,
      body: checkBody('t', { phone: '15400000001' }),
      says: /it is the message of tokenValidate, POST \/openapi/,
    },
    {
      title: 'loginTokenValidate’s at tokenValidate',
      path: PATHS.check,
      body: loginBody('t'),
      says: /it is the message of loginTokenValidate, POST \/unisdk/,
    },
    { title: 'a form', path: PATHS.login, body: 'appid=300000000001&msgid=1', says: /it is form-encoded/ },
    { title: 'JSON twice', path: PATHS.login, body: JSON.stringify(JSON.stringify({ appid: '1' })), says: /encoded twice/ },
    { title: 'XML', path: PATHS.check, body: '<xml/>', says: /it is XML or HTML/ },
  ])('$title is recognised', async ({ path, body, says }) => {
    await send(still.simulator, 'exchange', { path, body });
    expect((await still.failedStep()).detail).toMatch(says);
  });
});
