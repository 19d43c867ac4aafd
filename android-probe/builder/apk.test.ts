import { expect, test } from 'vitest';
import { apkFiles } from './apk.ts';
import type { SdkPart } from './sdk-file.ts';
import { writeZip } from './zip-writer.ts';

const SERVICES = 'META-INF/services/a.Service';

function zip(files: Readonly<Record<string, string>>): Buffer {
  return writeZip(Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text), alignment: null })));
}

function part(name: string, files: Readonly<Record<string, string>>): SdkPart {
  return { name, jars: [{ name, bytes: zip(files) }], manifest: null, resources: null, assets: [], native: [] };
}

function textsOf(parts: readonly SdkPart[]): Readonly<Record<string, string>> {
  const files = apkFiles({ linked: zip({ 'resources.arsc': '1' }), parts, dex: [], assets: [], isNativeDropped: false });
  return Object.fromEntries(files.map(({ name, bytes }) => [name, bytes.toString()]));
}

test('lists of services are joined; of any other file the first counts', () => {
  const parts = [
    part('a.jar', { [SERVICES]: 'a.First', 'a.properties': '1' }),
    part('b.jar', { [SERVICES]: 'a.First\nb.Second\n', 'a.properties': '2' }),
  ];
  expect(textsOf(parts)).toEqual({ 'resources.arsc': '1', [SERVICES]: 'a.First\nb.Second\n', 'a.properties': '1' });
});
