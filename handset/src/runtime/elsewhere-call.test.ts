import { expect, test } from 'vitest';
import { elsewhereCallOf } from './elsewhere-call.ts';

test('a call names its processes, and says whether it starts them and whom else it reaches', () => {
  const params = { intent: 'AAAA' };
  expect(elsewhereCallOf({ to: ['app:x'], starts: true, others: true, method: 'receive', params })).toEqual({
    to: ['app:x'],
    starts: true,
    others: true,
    method: 'receive',
    params,
  });
});

test('what is absent is no', () => {
  expect(elsewhereCallOf({ to: ['app:x'], method: 'stopOwnService', params: {} })).toMatchObject({
    starts: false,
    others: false,
  });
});
