import { expect, test } from 'vitest';
import { BuildError } from '../android-probe/builder/build-error.ts';
import { buildFailure, keyStoreOf, requireSdk } from './build-sdk-probe.ts';
import { EXIT_ENVIRONMENT, EXIT_USAGE } from './exit-codes.ts';

test.each([
  ['TOOL', EXIT_ENVIRONMENT],
  ['LIBRARY', EXIT_ENVIRONMENT],
  ['SDK_FILE', EXIT_USAGE],
  ['OPTION', EXIT_USAGE],
] as const)('a probe that is not built because of %s ends with %i', (code, exit) => {
  expect(buildFailure(new BuildError(code, 'why'))).toMatchObject({ exitCode: exit, message: 'the probe was not built\nwhy' });
});

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

test.each([
  [{ keystore: 'a.jks' }, /^--keystore needs its password: --keystore-pass env:NAME/],
  [{ keystore: 'a.jks', keystorePass: 'secret' }, /^--keystore needs its password/],
  [{ keyAlias: 'upload' }, /^--keystore-pass and --key-alias belong to --keystore/],
] as const)('%j names no key', (flags, message) => {
  expect(() => keyStoreOf(flags)).toThrow(message);
});

test('a key of the user’s is taken with its password and its name', () => {
  expect(keyStoreOf({})).toBeNull();
  expect(keyStoreOf({ keystore: 'a.jks', keystorePass: 'env:PASS' })).toEqual({
    file: 'a.jks',
    password: 'env:PASS',
    alias: null,
  });
});
