import { describe, expect, test } from 'vitest';
import { checkBody, loginBody, READY_APP } from '../support/sdk.ts';
import { StillScope } from '../support/still-scope.ts';

/** What the journal says of a field, an appid or a signature that is another thing than is asked for. */

const still = new StillScope();

describe('an appid that is no app’s is told from one of another form', () => {
  test.each([
    ['300000000009', /no app has the id "300000000009"$/],
    [' 300000000001', /a blank at its beginning or end$/],
    ['３００００００００００１', /full-width, or look like others$/],
    ['"300000000001"', /quotes or other characters around its 12 digits/],
    ['3000-0000-0001', /quotes or other characters around its 12 digits/],
    [READY_APP.appKey, /the form of an appKey or appSecret$/],
    ['30000000001', /an appid has 12 digits$/],
  ])('%j', async (appid, says) => {
    await still.login(loginBody('t', { ...READY_APP, appid }));
    expect((await still.failedStep()).detail?.split(';')[0]).toMatch(says);
  });
});

test.each([
  ['ｔｏｋｅｎ', 'ｔｏｋｅｎ is there: the name is token'],
  // The o is Cyrillic.
  ['tоken', 'tоken is there: the name is token'],
])('the name %s is named', async (name, says) => {
  const { token, ...fields } = loginBody('t');
  await still.login({ ...fields, [name]: token ?? '' });
  expect((await still.failedStep()).detail).toContain(says);
});

test('a field in the wrong half of tokenValidate is named', async () => {
  const { header, body } = checkBody('t', { phone: '15400000001' });
  const { phoneNum, ...rest } = body;
  await still.check({ header: { ...header, phoneNum }, body: rest });
  expect((await still.failedStep()).detail).toContain('phoneNum is missing: it stands in header, where it is not read');
});

describe('what was sent as a signature', () => {
  const right = loginBody('STsid');
  const { appid, version, msgid, systemtime, strictcheck, token } = right;
  const rightSign = String(right['sign']);
  const text = `${appid}${version}${msgid}${systemtime}${strictcheck}${token}`;
  test.each([
    [
      'the string to sign with its key',
      `${text}${READY_APP.appSecret}`,
      /sent the string to sign itself, with the appSecret in it/,
    ],
    ['the string to sign', text, /sent the string to sign itself, and no digest of it/],
    ['another field', msgid ?? '', /sent the value of another field/],
    ['MD5 of nothing', 'D41D8CD98F00B204E9800998ECF8427E', /took the digest of a text that was empty/],
    ['a signature of RSA', 'A1'.repeat(128), /the form of a signature by a private key, where MD5 is asked for/],
    ['openssl’s line', `MD5(stdin)= ${rightSign}`, /right but for the name before it/],
    ['its first half', rightSign.slice(0, 16), /right but without its second half/],
    [
      'full-width',
      rightSign.replaceAll('A', 'Ａ').replaceAll('1', '１').replaceAll('E', 'Ｅ'),
      /full-width, or look like others/,
    ],
  ])('%s', async (_, sign, says) => {
    await still.login({ ...right, sign });
    expect((await still.failedStep()).detail).toMatch(says);
  });
});
