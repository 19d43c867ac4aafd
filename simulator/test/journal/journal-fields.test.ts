import { expect } from 'vitest';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test } from '../../src/vitest.ts';
import { PATHS, send } from '../support/http-client.ts';
import { checkBody } from '../support/sdk.ts';

/** What the journal shows of an unusual body. */

let simulator: Simulator;
let scope: ScopeHandle;

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

test.each([
  { title: 'loginTokenValidate', path: PATHS.login, operation: 'login-token-validate', prefix: '{"msgid":"deep","a":', end: '}' },
  {
    title: 'tokenValidate',
    path: PATHS.check,
    operation: 'token-validate',
    prefix: '{"header":{"msgId":"deep"},"body":{"a":',
    end: '}}',
  },
] as const)(
  'a body of $title as deep as fits is answered and journalled, also in the event stream',
  async ({ path, operation, prefix, end }) => {
    const depth = Math.floor((16 * 1024 - prefix.length - end.length) / 2);
    const listening = new AbortController();
    const events = await fetch(`${simulator.urls.control}/v1/journal/events`, {
      headers: { authorization: `Bearer ${simulator.controlToken}` },
      signal: listening.signal,
    });
    const reply = await send(simulator, 'exchange', { path, body: prefix + '['.repeat(depth) + ']'.repeat(depth) + end });
    expect(reply.status).toBe(200);
    const [entry] = (await scope.journal({ operation })).slice(-1);
    expect(entry?.fields['a']).toBe('['.repeat(1000));
    let received = '';
    for await (const chunk of events.body ?? []) {
      received += Buffer.from(chunk).toString();
      if (received.includes(`id: ${entry?.id}\n`)) {
        break;
      }
    }
    expect(received).toContain('"deep"');
    listening.abort();
  },
);

test('a known field that is deep is refused and journalled', async () => {
  const deep = '['.repeat(7000) + ']'.repeat(7000);
  const text = JSON.stringify(checkBody('x', { phone: '15400000001', changes: { message: 0 } })).replace(
    '"message":0',
    `"message":${deep}`,
  );
  const reply = await send(simulator, 'exchange', { path: PATHS.check, body: text });
  expect(reply.text).toContain('"resultCode":"102"');
  const [entry] = (await scope.journal({ operation: 'token-validate', resultCode: '102' })).slice(-1);
  expect(entry?.trace.find(({ outcome }) => outcome === 'failed')?.detail).toContain('message is not a string');
});

test('of an envelope, each field is shown with its half where its name stands in the other', async () => {
  const { header, body } = checkBody('x', { phone: '15400000001' });
  await send(simulator, 'exchange', {
    path: PATHS.check,
    body: {
      header: { ...header, openType: '7', colour: 'red', shape: 'round' },
      body: { ...body, version: '9', colour: 'blue' },
    },
  });
  const [entry] = (await scope.journal({ operation: 'token-validate' })).slice(-1);
  expect(entry?.fields).toMatchObject({
    version: '1.0',
    'body.version': '9',
    openType: '1',
    'header.openType': '7',
    'header.colour': 'red',
    'body.colour': 'blue',
    shape: 'round',
  });
  expect(entry?.unreadFields.toSorted()).toEqual(['body.colour', 'body.version', 'header.colour', 'header.openType', 'shape']);
});

test('keys that stand twice in a half of the envelope are named', async () => {
  const { header, body } = checkBody('x', { phone: '15400000001' });
  const twice = JSON.stringify({ header, body })
    .replace('"version"', '"msgId":"first","version"')
    .replace('"token"', '"token":"first","token"');
  await send(simulator, 'exchange', { path: PATHS.check, body: twice });
  const [entry] = (await scope.journal({ operation: 'token-validate' })).slice(-1);
  expect(entry?.trace[1]?.detail).toContain('the last value is used: header.msgId, body.token');
});
