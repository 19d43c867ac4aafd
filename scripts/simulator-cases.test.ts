import { expect, test } from 'vitest';
import { textOf } from './docs-repository.ts';

/**
 * The inputs from outside that failed once at the simulator, each with the test that proves what is right. `at` is a test's title, or the row of its table,
 * as it stands in the file.
 */

interface Proof {
  readonly file: string;
  readonly at: string;
}

interface Case {
  readonly input: string;
  readonly proofs: readonly Proof[];
}

const SENT = 'simulator/test/journal/sent-answers.test.ts';
const DOCUMENTS = 'simulator/test/control/documents.test.ts';
const OPENAPI = 'simulator/test/control/openapi.test.ts';
const IDLE = 'simulator/test/faults/idle-rules.test.ts';
const DIAGNOSIS = 'simulator/test/journal/diagnosis.test.ts';
const MISTAKES = 'simulator/src/protocol/mistake-table.test.ts';
const UNTIDY = 'simulator/test/listeners/untidy-clients.test.ts';
const SECURITY = 'simulator/test/security/security.test.ts';
const SERVE = 'cli/serve.device.test.ts';

function proof(file: string, at: string): Proof {
  return { file, at };
}

const CASES: readonly Case[] = [
  // What was sent.
  { input: 'fault hold, then release', proofs: [proof(SENT, "title: 'hold', effects: [HOLD], lets: release")] },
  { input: 'counts, flows and waits by the code', proofs: [proof(SENT, 'waits and events follow: a wait for a code ends')] },
  { input: 'delay, and the client leaves', proofs: [proof(SENT, "...waiting('leaves'")] },
  { input: 'dribble, and the client leaves', proofs: [proof(SENT, 'a dribble that the client leaves')] },
  { input: 'delayUniform', proofs: [proof(SENT, "title: 'delayUniform'")] },
  { input: 'RESTART', proofs: [proof(SENT, 'a held answer and a restart')] },
  { input: 'a cut behind the end of the answer', proofs: [proof(SENT, 'a cut after its end')] },
  {
    input: 'an answer that was never read, and the token again',
    proofs: [proof(SENT, 'names the entry that used it, and that its answer')],
  },
  { input: 'RESET on a kept-alive connection', proofs: [proof(IDLE, 'a rule that has not acted says why')] },
  // Documents.
  { input: 'PUT {"admitted":false}', proofs: [proof(DOCUMENTS, 'a PUT never changes a key that it does not name')] },
  {
    input: 'the recipe that explain prints',
    proofs: [proof('cli/test/fault-commands.test.ts', 'every fault that quhao explain names can be pasted')],
  },
  { input: 'merge', proofs: [proof(DOCUMENTS, 'a PATCH changes what it names and nothing else')] },
  { input: 'a private key, a certificate, PKCS#1, two keys', proofs: [proof(DOCUMENTS, "'a key as %s'")] },
  { input: 'packageName with a blank or newline', proofs: [proof(DOCUMENTS, "'com.example\\n'")] },
  { input: 'match appid on token-validate', proofs: [proof(IDLE, '%s matches in both server calls')] },
  { input: '__proto__ as a key of match', proofs: [proof(IDLE, 'a key __proto__ is refused however it is spelled')] },
  { input: 'a pointer for a root-level error', proofs: [proof(IDLE, '$pointer is refused')] },
  { input: 'wrong method', proofs: [proof(DOCUMENTS, 'what cannot be read, or has no such method')] },
  { input: 'If-Match', proofs: [proof(DOCUMENTS, 'of two changes at once with one tag, one wins')] },
  { input: 'two Host headers', proofs: [proof(UNTIDY, 'two at HTTP/1.0 and at the control API are 400 too')] },
  { input: 'an undecodable path', proofs: [proof(DOCUMENTS, '%s cannot be decoded')] },
  {
    input: 'the problem conflict',
    proofs: [proof('simulator/test/control/control.test.ts', 'every problem of the table is raised somewhere')],
  },
  {
    input: 'OpenAPI: forms, examples, descriptions',
    proofs: [
      proof(OPENAPI, 'each body has an example that its schema takes'),
      proof(OPENAPI, 'what is open says so, and nothing else is'),
    ],
  },
  { input: 'SSE with ?after=0', proofs: [proof(DOCUMENTS, 'events are followed from an entry by the query')] },
  {
    input: 'a snapshot deleted, a journal emptied, 31 tokens minted',
    proofs: [proof(DOCUMENTS, 'a snapshot is deleted, a journal emptied, a 31st token minted')],
  },
  { input: 'the config file edited under serve', proofs: [proof(SERVE, 'is told that it is read once')] },
  {
    input: 'SIGHUP',
    proofs: [
      proof(SERVE, "['SIGTERM', 'SIGHUP', 'SIGINT']"),
      proof('conformance/test/stop.device.test.ts', "['SIGHUP', 'in a row'"),
    ],
  },
  {
    input: 'serve --host ::1, :: and localhost',
    proofs: [
      proof(SERVE, '--host %s is loopback, and its curl lines work'),
      proof('simulator/test/listeners/families.test.ts', "{ host: '::', served:"),
      proof('simulator/test/listeners/families.test.ts', 'the default host is served at %s, and the control API too'),
    ],
  },
  // Diagnosis: signatures.
  { input: 'key with CRLF', proofs: [proof(DIAGNOSIS, 'the key with CR LF')] },
  { input: 'key with a tab', proofs: [proof(DIAGNOSIS, 'the key with a tab')] },
  { input: 'key in quotes', proofs: [proof(DIAGNOSIS, 'the key in quotes')] },
  { input: 'key with a byte order mark', proofs: [proof(DIAGNOSIS, 'a byte order mark before the key')] },
  { input: 'key with a zero-width blank', proofs: [proof(DIAGNOSIS, 'a zero-width blank behind the key')] },
  { input: 'key with a full-width blank', proofs: [proof(DIAGNOSIS, 'a full-width blank behind the key')] },
  { input: 'k=v&…', proofs: [proof(DIAGNOSIS, "'k=v&…'")] },
  { input: '&key=', proofs: [proof(DIAGNOSIS, "'&key='")] },
  { input: 'SHA-256', proofs: [proof(DIAGNOSIS, "'SHA-256'")] },
  { input: 'HMAC-MD5', proofs: [proof(DIAGNOSIS, "'HMAC-MD5'")] },
  { input: 'double MD5', proofs: [proof(DIAGNOSIS, "'double MD5'")] },
  { input: 'hex-decoded key', proofs: [proof(DIAGNOSIS, 'the key decoded from hex')] },
  { input: 'another app’s secret', proofs: [proof(DIAGNOSIS, 'made with another app’s secret names the app')] },
  { input: 'the app’s former secret', proofs: [proof(DIAGNOSIS, 'made with the app’s former secret says so')] },
  { input: 'systemtime taken twice', proofs: [proof(DIAGNOSIS, 'a time that was taken twice')] },
  { input: 'another version', proofs: [proof(DIAGNOSIS, "'another version'")] },
  { input: 'another strictcheck', proofs: [proof(DIAGNOSIS, "'another strictcheck'")] },
  {
    input: 'a token URL-encoded for the request',
    proofs: [proof(DIAGNOSIS, 'of a token that was URL-encoded for the request only')],
  },
  {
    input: 'two mistakes at once',
    proofs: [proof(DIAGNOSIS, "'two mistakes: another key"), proof(MISTAKES, 'mistakes, 95 of 100 have theirs named')],
  },
  { input: 'base64 in lines', proofs: [proof(DIAGNOSIS, "'base64 in lines'")] },
  { input: 'base64 URL-safe', proofs: [proof(MISTAKES, "['sign-base64-url',")] },
  { input: 'base64 unpadded', proofs: [proof(DIAGNOSIS, "'base64 without padding'")] },
  { input: 'base64 with + as a blank', proofs: [proof(MISTAKES, "['sign-base64-blanks',")] },
  // Diagnosis: what else.
  { input: 'a token that is URL-encoded', proofs: [proof(DIAGNOSIS, "['URL-encoded', (token)")] },
  { input: 'a token that is quoted', proofs: [proof(DIAGNOSIS, "['quoted', (token)")] },
  { input: 'a token that ends in a newline', proofs: [proof(DIAGNOSIS, "['with a newline', (token)")] },
  {
    input: 'phoneNum slips',
    proofs: [proof('simulator/test/journal/phone-number-diagnosis.test.ts', 'phoneNum of keyType 0 that is no digest')],
  },
  { input: 'Content-Encoding gzip', proofs: [proof(UNTIDY, 'a coded body is not decoded, and the trace names the header')] },
  { input: 'absolute-form target', proofs: [proof(UNTIDY, 'a target in absolute form is taken by its path')] },
  { input: 'a body of the other server call', proofs: [proof(DIAGNOSIS, 'a body of the other server call is named')] },
  { input: 'systemtime of the week’s year', proofs: [proof(DIAGNOSIS, 'of the week’s year is named')] },
  { input: 'systemtime by a 12-hour clock', proofs: [proof(DIAGNOSIS, 'by a clock of twelve hours')] },
  { input: 'systemtime in UTC', proofs: [proof(DIAGNOSIS, "['in UTC', (now)")] },
  {
    input: 'appid without quotes in YAML',
    proofs: [proof('simulator/src/start/config-file.test.ts', '%s without quotes is refused with the cure')],
  },
  { input: 'a wrong systemtime beside a wrong sign', proofs: [proof(DIAGNOSIS, 'a wrong time does not hide a wrong signature')] },
  // Code and faults.
  {
    input: 'half a surrogate pair inside the sealed data',
    proofs: [proof(SECURITY, 'half a surrogate pair inside the sealed data is refused')],
  },
  {
    input: '413 over TLS to a client that writes all first',
    proofs: [proof(SECURITY, 'a client that writes a whole body which is too large')],
  },
  {
    input: 'a control body over 4 MiB, slowly',
    proofs: [proof(SECURITY, 'a body of the control API that is declared too large')],
  },
  {
    input: 'an SSE reader that pauses',
    proofs: [proof('simulator/src/control/large-answer.test.ts', 'waiting for a reader leaves no listeners behind')],
  },
  { input: 'TLS 1.2 renegotiation', proofs: [proof(SECURITY, 'TLS 1.2 is not renegotiated')] },
  { input: '10,000 silent connections', proofs: [proof(SECURITY, 'a flood of alike connections has a hundred entries')] },
  {
    input: 'a full journal, a reset of a million, a seed of 150,000',
    proofs: [
      proof('simulator/src/scope/slices.test.ts', 'others have a turn every ten milliseconds during %s'),
      proof('simulator/test/journal/events.test.ts', 'a reader that is as fast as the journal leaves turns'),
      proof('simulator/src/scope/scope-seed.test.ts', 'a long seed is checked in pieces'),
      proof('simulator/bench/stalls.ts', 'subscribers are reset'),
    ],
  },
  {
    input: 'a data folder 0777, a key 0644, an EC key',
    proofs: [
      proof(SECURITY, 'that others may write to, and keys that others may read'),
      proof(SECURITY, 'with an EC key for the gateway is refused'),
    ],
  },
  { input: 'the control token sent by a client', proofs: [proof(SECURITY, 'the control token that a client sends by mistake')] },
];

test('every case has a name of its own', () => {
  expect(new Set(CASES.map(({ input }) => input)).size).toBe(CASES.length);
});

test.each(CASES)('$input: the tests that prove it stand', ({ proofs }) => {
  expect(proofs.length).toBeGreaterThan(0);
  expect(proofs.filter(({ file, at }) => !textOf(file).includes(at))).toEqual([]);
});
