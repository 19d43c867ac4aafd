import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FileError } from './file-error.ts';
import { FileTree } from './file-tree.ts';
import { walkPath } from './path-walk.ts';

let folder: string;
let secret: string;
let files: FileTree;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-tree-'));
  secret = join(folder, 'secret');
  await writeFile(secret, 'host');
  files = await FileTree.open({ folder: join(folder, 'device'), virtual: () => [] });
});

afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function readText(path: string): Promise<string> {
  return await files.readText(path);
}

describe('the file tree', () => {
  test('a pushed link to a host path leads to the same path on the device', async () => {
    await files.makeLink('/data/local/tmp/out', secret);
    await expect(readText('/data/local/tmp/out')).rejects.toThrow(new FileError('ENOENT'));
    await expect(files.write('/data/local/tmp/out', 'replace')).rejects.toBeInstanceOf(FileError);
    expect(await readFile(secret, 'utf8')).toBe('host');
  });

  test('a link to a folder above the tree stays inside the tree', async () => {
    await symlink('../../../../../../../../../..', join(folder, 'device/tree/data/local/tmp/up'));
    await expect(readText(`/data/local/tmp/up${secret}`)).rejects.toBeInstanceOf(FileError);
  });

  test('links are followed; absolute ones start at the root of the device', async () => {
    const writer = await files.write('/sdcard/Download/target', 'replace');
    await writer.write(Buffer.from('text'));
    await writer.close();
    await files.makeLink('/data/local/tmp/absolute', '/sdcard/Download/target');
    await files.makeLink('/data/local/tmp/relative', '../../../sdcard/Download/target');
    expect([await readText('/data/local/tmp/absolute'), await readText('/data/local/tmp/relative')]).toEqual(['text', 'text']);
    expect(await files.readLink('/data/local/tmp/absolute')).toBe('/sdcard/Download/target');
  });

  test('links that lead in a circle are refused', async () => {
    await files.makeLink('/data/local/tmp/one', 'two');
    await files.makeLink('/data/local/tmp/two', 'one');
    await expect(readText('/data/local/tmp/one')).rejects.toMatchObject({ code: 'ELOOP' });
  });

  test('no combination of dots and links leaves the tree', async () => {
    const part = fc.constantFrom('..', '.', 'data', 'local', 'tmp', 'up', 'out', 'sdcard', '', 'etc', 'x'.repeat(300), 'a\0b');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), fc.boolean(), async (parts, follows) => {
        const root = join(folder, 'device/tree');
        const plain = await walkPath(root, `/${parts.join('/')}`, { lastLink: follows ? 'follow' : 'keep' }).catch(
          (error: unknown) => {
            expect(error).toBeInstanceOf(FileError);
            return '/';
          },
        );
        expect(plain.startsWith('/')).toBe(true);
        expect(plain.split('/')).not.toContain('..');
        expect(join(root, plain).startsWith(root)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
