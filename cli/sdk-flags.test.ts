import { expect, test } from 'vitest';
import { sdkWords } from './sdk-flags.ts';

test('flags are written as they were typed', () => {
  expect(
    sdkWords({
      sdk: ['a.aar', 'b.jar'],
      adapter: ['adapter.yaml'],
      placeholder: [
        ['channel', 'x'],
        ['key', 'a=b'],
      ],
      keystore: 'k.p12',
      keystorePass: 'env:PASS',
      dropNative: true,
    }),
  ).toEqual(
    '--sdk a.aar b.jar --adapter adapter.yaml --placeholder channel=x key=a=b --keystore k.p12 --keystore-pass env:PASS --drop-native'.split(
      ' ',
    ),
  );
});

test('a password that stood in the command is left out', () => {
  expect(sdkWords({ keystorePass: 'pass:secret' })).toEqual(['--keystore-pass', 'pass:…']);
});
