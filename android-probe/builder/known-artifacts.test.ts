import { expect, test } from 'vitest';
import { artifactOfClass, artifactOfResource } from './known-artifacts.ts';

test.each([
  ['kotlin.jvm.internal.Intrinsics', 'org.jetbrains.kotlin:kotlin-stdlib'],
  ['kotlinx.coroutines.BuildersKt', 'org.jetbrains.kotlinx:kotlinx-coroutines-android'],
  ['androidx.appcompat.app.AppCompatActivity', 'androidx.appcompat:appcompat'],
  ['com.acme.Thing', null],
])('%s is in %s', (name, artifact) => {
  expect(artifactOfClass(name)).toBe(artifact);
});

test('a theme is in the library of its name', () => {
  expect([artifactOfResource('style/Theme.MaterialComponents'), artifactOfResource('drawable/logo')]).toEqual([
    'com.google.android.material:material',
    null,
  ]);
});
