import { expect, test } from 'vitest';
import { GET_TOKEN } from '../operations/get-token.ts';
import { LOGIN_TOKEN_VALIDATE } from '../operations/login-token-validate.ts';
import { PREFETCH } from '../operations/prefetch.ts';
import { TOKEN_VALIDATE } from '../operations/token-validate.ts';
import { LAST_STEPS } from './fault-rule.ts';

test('the last steps are those of the flows', () => {
  const flows = [PREFETCH, GET_TOKEN, LOGIN_TOKEN_VALIDATE, TOKEN_VALIDATE];
  expect(Object.fromEntries(flows.map(({ operation, rules }) => [operation, rules.at(-1)?.step]))).toEqual(LAST_STEPS);
});
