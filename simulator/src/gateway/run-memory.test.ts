import { expect, test } from 'vitest';
import type { Attempt, Flow, Kept } from '../operations/operation.ts';
import { runFlow } from '../operations/operation.ts';
import type { Reading } from '../operations/requests.ts';
import { Refusal } from '../model/refusal.ts';
import { DEFAULT_SETTINGS } from '../scope/settings.ts';
import { FlowMemory } from './run-memory.ts';

const told = { expected: 'an unused token', got: 'an unused token' };
const reading: Reading = { refusal: null, wrongType: null, fields: {}, echo: '', appid: null, msgid: null, text: '{}' };
const kept: Kept<unknown> = {
  now: 0,
  settings: DEFAULT_SETTINGS,
  app: undefined,
  wrongType: null,
  reader: { read: () => null, tellFields: () => told, tellSignature: () => told },
};
const flow: Flow<Attempt, Kept<unknown>, never> = {
  operation: 'login-token-validate',
  checks: [
    { step: 9, name: 'token', refuses: ['TOKEN_INVALID'], run: () => undefined, tells: () => told },
    { step: 11, name: 'quota', refuses: ['QUOTA_EXHAUSTED'], run: () => undefined, tells: () => told },
  ],
  effect: () => Promise.reject(new Refusal('TOKEN_INVALID', 'another request was faster')),
  keep: (_, into) => Object.assign(into, kept),
};

test('a check that let the request pass, and whose name the effect refused in, tells both', async () => {
  const outcome = await runFlow(flow, {} as Attempt, 'whole');
  const memory = FlowMemory.of({ flow, read: () => reading }, { attempt: {} as Attempt, target: '/x', outcome });
  expect(memory.tellTrace('{}')[1]).toEqual({
    step: 9,
    name: 'token',
    outcome: 'failed',
    expected: 'an unused token',
    got: 'an unused token; then another request was faster',
    detail: '104201 TOKEN_INVALID: another request was faster',
  });
});
