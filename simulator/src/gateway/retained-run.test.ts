import { expect, test } from 'vitest';
import { Refusal } from '../model/refusal.ts';
import { type OperationContext, type OperationDefinition, type Retained, runOperation } from '../operations/operation.ts';
import type { Reading } from '../operations/requests.ts';
import { KnownKeys } from '../protocol/known-keys.ts';
import { defaultSettings } from '../scope/settings.ts';
import { RetainedOperationRun } from './retained-run.ts';

const explanation = { expected: 'an unused token', got: 'an unused token' };
const reading: Reading = { refusal: null, wrongType: null, fields: {}, echo: '', appid: null, msgid: null, text: '{}' };
const retained: Retained<unknown> = {
  now: 0,
  settings: defaultSettings,
  app: undefined,
  wrongType: null,
  keys: new KnownKeys(),
  reader: { read: () => null, describeFields: () => explanation, describeSignature: () => explanation },
};
const definition: OperationDefinition<OperationContext, Retained<unknown>, never> = {
  operation: 'login-token-validate',
  rules: [
    { step: 9, name: 'token', refuses: ['TOKEN_INVALID'], run: () => undefined, explain: () => explanation },
    { step: 11, name: 'quota', refuses: ['QUOTA_EXHAUSTED'], run: () => undefined, explain: () => explanation },
  ],
  effect: () => Promise.reject(new Refusal('TOKEN_INVALID', 'another request was faster')),
  retain: () => retained,
};

test('a rule that let the request pass, and whose name the effect refused in, explains both', async () => {
  const context = {} as OperationContext;
  const outcome = await runOperation(definition, context, 'whole');
  const run = new RetainedOperationRun({ definition, read: () => reading }, { context, target: '/x', outcome });
  expect(run.describeTrace('{}')[1]).toEqual({
    step: 9,
    name: 'token',
    outcome: 'failed',
    expected: 'an unused token',
    got: 'an unused token; then another request was faster',
    detail: '104201 TOKEN_INVALID: another request was faster',
  });
});
