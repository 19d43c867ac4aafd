import { expect, test } from 'vitest';
import { requireSdk } from './build-sdk-probe.ts';

test.each([
  [{ adapter: ['a.yaml'] }, /^--adapter belongs to --sdk/],
  [{ with: ['a:b:1'] }, /^--with belongs to --sdk/],
  [{ allowMissing: true }, /^--allow-missing belongs to --sdk/],
] as const)('%j without an SDK is wrong usage', (flags, message) => {
  expect(() => requireSdk(flags)).toThrow(message);
});

test.each([[{}], [{ sdk: ['my.aar'], adapter: ['a.yaml'] }]])('%j is fine', (flags) => {
  expect(() => requireSdk(flags)).not.toThrow();
});
