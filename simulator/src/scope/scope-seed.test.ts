import { expect, test } from 'vitest';
import { judgeSeed } from './scope-seed.ts';

function manySubscribers(count: number): { msisdn: string }[] {
  return Array.from({ length: count }, (_, at) => ({ msisdn: `154${String(at).padStart(8, '0')}` }));
}

test('a long seed is checked in pieces, and a wrong document is named by its place in the whole', () => {
  const subscribers = manySubscribers(1800).with(1234, { msisdn: '1' });
  const steps = judgeSeed({ subscribers } as never);
  let pauses = 0;
  expect(() => {
    while (steps.next().done !== true) {
      pauses += 1;
    }
  }).toThrow(/^the scope is not valid: \/subscribers\/1234\/msisdn /);
  expect(pauses).toBe(2);
});

test('a right one passes, and one document twice is found over all pieces', () => {
  const subscribers = manySubscribers(1200);
  // Three pieces, and two pauses while the names are compared.
  expect([...judgeSeed({ subscribers } as never)]).toHaveLength(5);
  expect(() => [...judgeSeed({ subscribers: [...subscribers, subscribers[0]] } as never)]).toThrow(
    /\/subscribers\/1200\/msisdn stands at/,
  );
});

test('what is no seed is refused as before', () => {
  expect(() => [...judgeSeed({ subscribers: 7, other: 1 } as never)]).toThrow(/the scope is not valid: .*\/subscribers/);
});
