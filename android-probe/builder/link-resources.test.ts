import { expect, test } from 'vitest';
import { linkError } from './link-resources.ts';

test.each([
  [
    'res/values/values.xml:3: error: resource style/Theme.AppCompat.Light (aka app.quhao.probe:style/Theme.AppCompat.Light) not found.\nerror: failed linking references.',
    /cure: --with androidx\.appcompat:appcompat:VERSION, or its AAR/,
  ],
  [
    'res/layout/a.xml:2: error: attribute layout_constraintTop_toTopOf (aka app.quhao.probe:layout_constraintTop_toTopOf) not found.',
    /cure: --with androidx\.constraintlayout:constraintlayout:VERSION/,
  ],
  [
    'res/values/v.xml:3: error: resource style/Acme.Theme (aka app.quhao.probe:style/Acme.Theme) not found.',
    /cure: give the AAR that has it/,
  ],
  [
    "res/values/v.xml:3: error: style attribute 'android:attr/windowOptOutEdgeToEdgeEnforcement' not found.",
    /cure: the probe is linked against Android 14 \(API 34\)/,
  ],
  ['res/layout/a.xml:2: error: attribute android:newer not found.', /linked against Android 14/],
])('a missing resource is told with the library that has it', (text, cure) => {
  const { message } = linkError(text);
  expect(message).toMatch(cure);
  expect(message).toMatch(/^resources: res\/.*not found/);
  expect(message).not.toContain('failed linking');
});
