import { expect, test } from 'vitest';
import { TOKEN_FLOW } from '../flows/get-token.ts';
import { LOGIN_FLOW } from '../flows/login-token-validate.ts';
import { PREFETCH_FLOW } from '../flows/prefetch.ts';
import { CHECK_FLOW } from '../flows/token-validate.ts';
import { LAST_STEPS } from './fault-rule.ts';

test('the last steps are those of the flows', () => {
  const flows = [PREFETCH_FLOW, TOKEN_FLOW, LOGIN_FLOW, CHECK_FLOW];
  expect(Object.fromEntries(flows.map(({ operation, checks }) => [operation, checks.at(-1)?.step]))).toEqual(LAST_STEPS);
});
