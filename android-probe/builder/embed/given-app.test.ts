import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeZip } from '../zip-writer.ts';
import { isApp, openApp } from './given-app.ts';
import { type ChunkElement, writeDocument } from './manifest-chunks.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-app-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function manifest(attributes: Readonly<Record<string, number>> = {}, minSdk = 24): Buffer {
  const numbered = (given: Readonly<Record<string, number>>): ChunkElement['attributes'] =>
    Object.entries(given).map(([name, data]) => ({
      ...{ namespace: null, name, resourceId: null, raw: null, type: 0x10, data, text: null },
    }));
  const usesSdk = { namespace: null, name: 'uses-sdk', line: 1, attributes: numbered({ minSdkVersion: minSdk }), children: [] };
  const root = { namespace: null, name: 'manifest', line: 1, attributes: numbered(attributes), children: [usesSdk] };
  return writeDocument({ namespaces: [], root });
}

/** A dex file without classes. */
function dex(version = '039'): Buffer {
  const bytes = Buffer.alloc(0x71);
  bytes.write(`dex\n${version}\0`, 'latin1');
  return bytes;
}

async function app(files: Readonly<Record<string, Buffer>>): Promise<string> {
  const path = join(folder, 'app.apk');
  await writeFile(path, writeZip(Object.entries(files).map(([name, bytes]) => ({ name, bytes, alignment: null }))));
  return path;
}

test('an app is read with all of its dex files', async () => {
  const path = await app({
    'AndroidManifest.xml': manifest(),
    'classes.dex': dex(),
    'classes2.dex': dex(),
    'classes4.dex': dex(),
  });
  expect(await isApp(path)).toBe(true);
  expect(await openApp(path)).toMatchObject({ name: 'app.apk', dexCount: 2, resources: null, facts: { minSdk: 24 } });
});

test('an archive without a manifest is no app, whatever its name is', async () => {
  expect(await isApp(await app({ 'classes.dex': dex() }))).toBe(false);
});

describe('an app that cannot have a probe inside is refused with what to do', () => {
  test.each([
    [
      'one of several APKs',
      { 'AndroidManifest.xml': manifest({ isSplitRequired: -1 >>> 0 }) },
      /one of several APKs.*universal/s,
    ],
    ['for a newer Android', { 'AndroidManifest.xml': manifest({}, 36) }, /minSdkVersion is 36, above 34\n {2}cure: /],
    ['dex that nothing reads', { 'classes.dex': dex('041') }, /classes\.dex is of dex version 041/],
    ['dex that is none', { 'classes.dex': Buffer.from('PK') }, /classes\.dex is no dex file/],
    ['a manifest that is none', { 'AndroidManifest.xml': Buffer.from('<manifest/>') }, /it cannot be read: /],
  ] as const)('%s', async (_, files, message) => {
    const path = await app({ 'AndroidManifest.xml': manifest(), 'classes.dex': dex(), ...files });
    await expect(openApp(path)).rejects.toThrow(message);
  });
});
