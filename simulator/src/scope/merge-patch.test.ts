import { expect, test } from 'vitest';
import { mergePatch } from './merge-patch.ts';

test('a member of undefined stays as it is, at every depth, as if JSON had carried the patch', () => {
  const document = { limit: 5, skew: { bearer: 1, token: 2 } };
  const patch = { limit: undefined, added: undefined, skew: { bearer: undefined, token: 3 } };
  const merged = mergePatch(document, patch);
  expect(merged).toStrictEqual({ limit: 5, skew: { bearer: 1, token: 3 } });
  expect(merged).toStrictEqual(mergePatch(document, JSON.parse(JSON.stringify(patch))));
});

test('a member of null goes', () => {
  expect(mergePatch({ limit: 5, other: 1 }, { limit: null })).toStrictEqual({ other: 1 });
});
