import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGcm, openOaep, sealGcm } from '../src/protocol/ciphers.ts';
import {
  CHECK_BODY_FIELDS,
  CHECK_HEADER_FIELDS,
  type FieldRow,
  LOGIN_FIELDS,
  PREFETCH_FIELDS,
  TOKEN_FIELDS,
} from '../src/protocol/fields.ts';
import { hmacSha256Hex, lines, md5HexUpper, sha256HexUpper } from '../src/protocol/signatures.ts';
import { type Simulator, startSimulator } from '../src/simulator.ts';

/** docs/wire.md is run: its examples are read out of the page, recomputed by the page's own formulas, and sent to a simulator. */

type Fields = Record<string, string>;

const page = readFileSync(new URL('../../docs/wire.md', import.meta.url), 'utf8');
const vectors = JSON.parse(readFileSync(new URL('../../fixtures/vectors.json', import.meta.url), 'utf8'));
const { appid, appKey, appSecret } = vectors.app as { appid: string; appKey: string; appSecret: string };
const MSISDN = '15400000001';

/** A fenced block that is marked `example=NAME`. */
function example(name: string): string {
  const body = new RegExp(`^\`\`\`\\w+ example=${name}\\n([^]*?)\\n\`\`\`$`, 'm').exec(page)?.[1];
  if (body === undefined) {
    throw new Error(`docs/wire.md has no example ${name}`);
  }
  return body;
}

function section(number: number): string {
  const [, rest = ''] = page.split(new RegExp(`^## ${number}\\. `, 'm'));
  return rest.split(/^## /m)[0] ?? '';
}

/** The one place in a section that the pattern names. */
function said(number: number, pattern: RegExp): string {
  const text = pattern.exec(section(number))?.[1];
  if (text === undefined) {
    throw new Error(`section ${number} of docs/wire.md does not say ${pattern}`);
  }
  return text;
}

/** `lines(a, b)` or `a ‖ b` as the page writes a formula, applied to a request. */
function joined(formula: string, fields: Fields): string {
  const names = formula.split(/, | ‖ /);
  const values = names.map((name) => fields[name] ?? '');
  return formula.includes('‖') ? values.join('') : lines(...values);
}

const SIGNED_LINES = /over lines\(([^)]+)\), 64 lower-case/;

describe('the number request', () => {
  const request: Fields = JSON.parse(example('number-request'));
  const answer: Fields = JSON.parse(example('number-answer'));
  const sessionKey = Buffer.from(said(2, /session key is `([0-9a-f]{64})`/), 'hex');

  test('carries a session key that the gateway key opens', () => {
    const gatewayKey = createPrivateKey(vectors.keys.gatewayPrivatePkcs8Pem);
    expect(openOaep(Buffer.from(request['key'] ?? '', 'base64'), gatewayKey)).toEqual(sessionKey);
  });

  test('seals the data that the page shows', () => {
    const nonce = Buffer.from(said(2, /the nonce `([0-9a-f]{24})`\. The text/), 'hex');
    const additionalData = joined(said(2, /additional data is lines\(([^)]+)\)/), request);
    const sealed = sealGcm(example('number-request-data'), nonce, { sessionKey, additionalData });
    expect(sealed.toString('base64')).toBe(request['data']);
  });

  test('is signed over the lines that the page names', () => {
    expect(hmacSha256Hex(appKey, joined(said(2, SIGNED_LINES), request))).toBe(request['sign']);
  });

  test('has an answer that opens to the data that the page shows', () => {
    const additionalData = lines(answer['inresponseto'] ?? '', answer['systemtime'] ?? '', answer['resultCode'] ?? '');
    const opened = openGcm(Buffer.from(answer['data'] ?? '', 'base64'), { sessionKey, additionalData });
    expect(opened?.toString()).toBe(example('number-answer-data'));
  });
});

test('the token request is signed over the lines that the page names', () => {
  const request: Fields = JSON.parse(example('token-request'));
  expect(hmacSha256Hex(appKey, joined(said(3, SIGNED_LINES), request))).toBe(request['sign']);
});

test('loginTokenValidate is signed over the fields that the page names', () => {
  const request: Fields = JSON.parse(example('login-token-validate'));
  const text = joined(said(4, /MD5 over ([^.]+) ‖ KEY\./), request);
  expect(text).toBe(example('login-token-validate-signed'));
  expect(md5HexUpper(text + appSecret)).toBe(request['sign']);
});

test('tokenValidate hashes and signs the fields that the page names', () => {
  const { header, body } = JSON.parse(example('token-validate')) as { header: Fields; body: Fields };
  const fields = { ...header, ...body, phone: MSISDN, appKey };
  expect(sha256HexUpper(joined(said(5, /SHA-256 of ([^.]+)\./), fields))).toBe(body['phoneNum']);
  const signed = joined(said(5, /HMAC-SHA256 with the appKey over ([^.]+)\./), fields);
  expect(hmacSha256Hex(appKey, signed).toUpperCase()).toBe(body['sign']);
});

describe('the tables', () => {
  test.each<[number, string, readonly FieldRow[]]>([
    [2, 'field', PREFETCH_FIELDS],
    [3, 'field', TOKEN_FIELDS],
    [4, 'field', LOGIN_FIELDS],
    [5, 'half', [...CHECK_HEADER_FIELDS, ...CHECK_BODY_FIELDS]],
  ])('of section %i name the fields that the simulator judges', (number, head, fields) => {
    const names = rowsOf(number, head).flatMap((row) => (row[head === 'half' ? 1 : 0] ?? '').split(', '));
    expect(names.toSorted()).toEqual(fields.map(({ name }) => name).toSorted());
  });
});

describe('against a simulator', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quhao-docs-'));
    writeFileSync(join(folder, 'gateway.key.pem'), vectors.keys.gatewayPrivatePkcs8Pem);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const start = () =>
    startSimulator({
      dataDir: folder,
      apps: [{ appid, appKey, appSecret, packageName: 'com.example.login' }],
      subscribers: [{ msisdn: MSISDN }],
    });

  test('the number request brings a scrip, and the scrip a token', async () => {
    await using simulator = await start();
    const { ports } = await simulator.defaultScope.openBearer({ msisdn: MSISDN });
    const sent = example('number-request');
    const answer = (await post(`http://127.0.0.1:${ports.bearer}${pathOf(2)}`, sent)) as Fields;
    expect(answer).toMatchObject({ inresponseto: JSON.parse(sent).msgid, resultCode: '103000', desc: 'true' });
    const shown: Fields = JSON.parse(example('number-answer-data'));
    const opened = openAnswer(answer);
    expect({ ...opened, scrip: shown['scrip'] }).toEqual(shown);

    const request: Fields = { ...JSON.parse(example('token-request')), scrip: opened['scrip'] };
    const sign = hmacSha256Hex(appKey, joined(said(3, SIGNED_LINES), request));
    const token = await postToken(simulator, { ...request, sign });
    expect(token).toMatchObject({ resultCode: '103000', tokenexpiresin: '120' });
    expect(token['token']).toMatch(/^STsid[0-9]{20}[0-9A-Za-z]{32}$/);
  });

  test('the token request as it stands passes its signature and fails by its scrip, which was issued nowhere', async () => {
    await using simulator = await start();
    expect(await postToken(simulator, JSON.parse(example('token-request')))).toMatchObject({ resultCode: '103902' });
    const [entry] = await simulator.defaultScope.journal();
    expect(entry?.trace.find(({ name }) => name === 'signature')).toMatchObject({ outcome: 'passed' });
  });

  test('loginTokenValidate answers with the number, once', async () => {
    await using simulator = await start();
    const request: Fields = JSON.parse(example('login-token-validate'));
    await simulator.defaultScope.queueTokens([request['token'] ?? '']);
    await simulator.defaultScope.mintToken({ appid, msisdn: MSISDN });
    const url = simulator.urls.exchange + pathOf(4);
    expect(await post(url, JSON.stringify(request))).toMatchObject(JSON.parse(example('login-token-validate-answer')));
    expect(await post(url, JSON.stringify(request))).toMatchObject({ resultCode: '104201' });
  });

  test('tokenValidate says that the number is the device’s own', async () => {
    await using simulator = await start();
    const request = example('token-validate');
    await simulator.defaultScope.queueTokens([JSON.parse(request).body.token]);
    await simulator.defaultScope.mintToken({ appid, msisdn: MSISDN, capability: 'check' });
    const answer = await post(simulator.urls.exchange + pathOf(5), request);
    expect(answer).toMatchObject(JSON.parse(example('token-validate-answer')));
  });
});

/** The cells of a section's first table with that first column. */
function rowsOf(number: number, head: string): readonly (readonly string[])[] {
  const table = section(number).split(`\n| ${head} |`)[1]?.split('\n\n')[0] ?? '';
  const [, , ...rows] = table.split('\n');
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The path that a section begins with. */
function pathOf(number: number): string {
  return said(number, /`POST ([^`]+)`/);
}

function openAnswer(answer: Fields): Fields {
  const sessionKey = Buffer.from(said(2, /session key is `([0-9a-f]{64})`/), 'hex');
  const additionalData = lines(answer['inresponseto'] ?? '', answer['systemtime'] ?? '', answer['resultCode'] ?? '');
  const opened = openGcm(Buffer.from(answer['data'] ?? '', 'base64'), { sessionKey, additionalData });
  return JSON.parse(opened?.toString() ?? '{}');
}

async function post(url: string, body: string): Promise<unknown> {
  const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return reply.json();
}

/** Over TLS that trusts the simulator's root and nothing else. */
function postToken(simulator: Simulator, fields: Fields): Promise<Fields> {
  const options = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    ca: simulator.rootPem,
    agent: false as const,
  };
  return new Promise((resolve, reject) => {
    const request = httpsRequest(simulator.urls.token + pathOf(3), options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    request.on('error', reject);
    request.end(JSON.stringify(fields));
  });
}
