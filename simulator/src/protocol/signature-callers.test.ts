import { expect, test } from 'vitest';
import { readFlatBody } from '../dialects/flat-body.ts';
import { checkReader, readCheckBody } from '../dialects/number-check.ts';
import { loginReader } from '../dialects/operator-server.ts';
import { quhao1 } from '../dialects/quhao-1.ts';
import { Refusal } from '../model/refusal.ts';
import { SystemRandom } from '../random.ts';
import { readApp } from '../scope/documents.ts';
import { hmacSha256Hex, lines, md5HexUpper } from './signatures.ts';

/** What each operation knows of the orders that its clients take: that of the request, and that of the document's table. */

const app = readApp({ appid: '300000000001', packageName: 'com.example.login' }, new SystemRandom());
const { appKey, appSecret } = app;

function flat(fields: unknown) {
  return readFlatBody({ contentType: 'application/json', body: Buffer.from(JSON.stringify(fields)) });
}

function refusalOf(verify: () => void): string {
  try {
    verify();
  } catch (error) {
    return error instanceof Refusal ? error.explain() : String(error);
  }
  return 'none';
}

const login = {
  token: 'STsidSecret',
  strictcheck: '0',
  appid: '300000000001',
  msgid: 'm1',
  version: '2.0',
  systemtime: '20261123120000000',
  expandparams: 'from=app',
};

test.each([
  { signed: 'STsidSecret0300000000001m12.020261123120000000', says: 'in the order in which the fields stood in the request;' },
  { signed: '2.0m1202611231200000000300000000001STsidSecret', says: 'in the order of the field table;' },
  { signed: '3000000000012.0m1202611231200000000from=appSTsidSecret', says: 'included expandparams, which is not signed;' },
  {
    signed: '2.0m1202611231200000000300000000001from=appSTsidSecret',
    says: 'included expandparams, which is not signed, and signed the values in the order of the field table;',
  },
])('of loginTokenValidate it says: $says', ({ signed, says }) => {
  const request = loginReader.read(flat({ ...login, sign: md5HexUpper(signed + appSecret) }), 'guide');
  expect(refusalOf(() => request.verify(app))).toContain(says);
});

test.each([
  {
    signed: 'm1300000000001202611231200000001.0STsidSecretPHONE',
    says: 'in the order in which the fields stood in the request;',
  },
  { signed: '1.0m120261123120000000300000000001PHONESTsidSecret', says: 'in the order of the field table;' },
])('of tokenValidate it says: $says', ({ signed, says }) => {
  const message = {
    body: {
      token: 'STsidSecret',
      requesterType: '0',
      phoneNum: 'PHONE',
      sign: hmacSha256Hex(appKey, signed).toUpperCase(),
    },
    header: { msgId: 'm1', appId: '300000000001', timestamp: '20261123120000000', version: '1.0' },
  };
  const request = checkReader.read(readCheckBody({ body: Buffer.from(JSON.stringify(message)) }), 'guide');
  expect(refusalOf(() => request.verify(app))).toContain(says);
});

test('of the number request it says that the order was the request’s', () => {
  const sent = {
    data: 'D',
    key: 'K',
    keyid: '1',
    systemtime: '20261123120000000',
    appid: '300000000001',
    msgid: 'm1',
    version: '1.0',
  };
  const request = quhao1.prefetch.read(flat({ ...sent, sign: hmacSha256Hex(appKey, lines(...Object.values(sent))) }), 'guide');
  expect(refusalOf(() => request.verify(app))).toContain('in the order in which the fields stood in the request;');
});
