import { expect, test } from 'vitest';
import { TOKEN_FLOW } from '../operations/get-token.ts';
import { LOGIN_FLOW } from '../operations/login-token-validate.ts';
import { PREFETCH_FLOW } from '../operations/prefetch.ts';
import { CHECK_FLOW } from '../operations/token-validate.ts';
import { LAST_STEPS } from './fault-rule.ts';

test('the last steps are those of the flows', () => {
  const flows = [PREFETCH_FLOW, TOKEN_FLOW, LOGIN_FLOW, CHECK_FLOW];
  expect(Object.fromEntries(flows.map(({ operation, checks }) => [operation, checks.at(-1)?.step]))).toEqual(LAST_STEPS);
});
