import { expect, test } from 'vitest';
import { Refusal } from '../model/refusal.ts';
import type { OperationContext, OperationDefinition, Retained } from '../operations/operation.ts';
import { runOperation } from '../operations/operation.ts';
import type { Reading } from '../operations/requests.ts';
import { DEFAULT_SETTINGS } from '../scope/settings.ts';
import { FlowMemory } from './run-memory.ts';

const told = { expected: 'an unused token', got: 'an unused token' };
const reading: Reading = { refusal: null, wrongType: null, fields: {}, echo: '', appid: null, msgid: null, text: '{}' };
const kept: Retained<unknown> = {
  now: 0,
  settings: DEFAULT_SETTINGS,
  app: undefined,
  wrongType: null,
  reader: { read: () => null, describeFields: () => told, describeSignature: () => told },
};
const flow: OperationDefinition<OperationContext, Retained<unknown>, never> = {
  operation: 'login-token-validate',
  rules: [
    { step: 9, name: 'token', refuses: ['TOKEN_INVALID'], run: () => undefined, explain: () => told },
    { step: 11, name: 'quota', refuses: ['QUOTA_EXHAUSTED'], run: () => undefined, explain: () => told },
  ],
  effect: () => Promise.reject(new Refusal('TOKEN_INVALID', 'another request was faster')),
  retain: (_, into) => Object.assign(into, kept),
};

test('a check that let the request pass, and whose name the effect refused in, explain both', async () => {
  const outcome = await runOperation(flow, {} as OperationContext, 'whole');
  const memory = FlowMemory.of({ flow, read: () => reading }, { context: {} as OperationContext, target: '/x', outcome });
  expect(memory.describeTrace('{}')[1]).toEqual({
    step: 9,
    name: 'token',
    outcome: 'failed',
    expected: 'an unused token',
    got: 'an unused token; then another request was faster',
    detail: '104201 TOKEN_INVALID: another request was faster',
  });
});
