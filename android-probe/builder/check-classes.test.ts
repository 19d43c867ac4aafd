import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkClasses } from './check-classes.ts';
import type { ProbeBuildOptions } from './options.ts';
import type { SdkPart } from './sdk-file.ts';
import { buildOptions } from './test-support/build-options.ts';
import { classBytes } from './test-support/class-bytes.ts';
import { writeZip } from './zip-writer.ts';

const HELPER = 'com/cmic/gen/sdk/auth/GenAuthnHelper';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-classes-'));
  await writeFile(join(folder, 'platform.jar'), jar([{ name: 'android/app/Activity' }]));
  await writeFile(join(folder, 'core.jar'), jar([{ name: 'app/quhao/probe/Probe' }]));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Shapes = readonly Parameters<typeof classBytes>[0][];

function jar(shapes: Shapes): Buffer {
  return writeZip(shapes.map((shape) => ({ name: `${shape.name}.class`, bytes: classBytes(shape), alignment: null })));
}

function part(name: string, shapes: Shapes, packageName: string | null = null): SdkPart {
  const manifest = packageName === null ? null : { place: name, text: `<manifest package="${packageName}" />` };
  return { name, jars: [{ name, bytes: jar(shapes) }], manifest, resources: null, assets: [], native: [] };
}

function check(
  parts: readonly SdkPart[],
  { files = parts.length, ...more }: Partial<ProbeBuildOptions> & { files?: number } = {},
) {
  const names = parts.slice(0, files).map(({ name }) => name);
  const options = buildOptions(names, folder, more);
  const core = { jar: join(folder, 'core.jar'), manifest: '', resources: '', digest: '' };
  return checkClasses({ options, parts, core, platform: join(folder, 'platform.jar') });
}

describe('an SDK that can be called', () => {
  test.each([['com/cmic/gen/sdk/auth/GenAuthnHelper'], ['com/cmic/sso/sdk/auth/AuthnHelper']])(
    '%s needs no adapter',
    async (name) => {
      expect((await check([part('my.jar', [{ name }])])).classes.has(name.replaceAll('/', '.'))).toBe(true);
    },
  );

  test('another API is refused without an adapter, and taken with one', async () => {
    const other = part('other.aar', [{ name: 'com/acme/Login' }]);
    await expect(check([other])).rejects.toThrow(
      /other\.aar: no class of the documented API[\s\S]*cure: another API needs an adapter: --adapter/,
    );
    await expect(check([other], { adapter: ['adapter.yaml'] })).resolves.toBeDefined();
  });
});

describe('missing classes', () => {
  const withOkhttp = part(
    'my.aar',
    [{ name: HELPER, refersTo: ['okhttp3/OkHttpClient', 'okhttp3/Call', 'com/other/Thing'] }],
    'a',
  );

  test('are named with who refers to them and the library that has them', async () => {
    await expect(check([withOkhttp])).rejects.toThrow(
      [
        'my.aar: the class okhttp3.OkHttpClient and 1 more of the same library is missing; com.cmic.gen.sdk.auth.GenAuthnHelper refers to it',
        '  cure: --with com.squareup.okhttp3:okhttp:VERSION',
        'my.aar: the class com.other.Thing is missing; com.cmic.gen.sdk.auth.GenAuthnHelper refers to it',
        '  cure: give the library that has it by --sdk FILE or --with',
        'An SDK that can do without them: --allow-missing',
      ].join('\n'),
    );
  });

  test('may be missing on request, and are noted', async () => {
    const { notes } = await check([withOkhttp], { isMissingAllowed: true });
    expect(notes).toHaveLength(3);
  });

  test('of Android, of Java, of R and of a second file are there', async () => {
    const refersTo = [
      'android/app/Activity',
      'java/util/List',
      'org/apache/http/client/HttpClient',
      'a/R$layout',
      'com/second/Thing',
      '[Lcom/second/Thing;',
    ];
    const parts = [part('my.aar', [{ name: HELPER, refersTo }], 'a'), part('second.jar', [{ name: 'com/second/Thing' }])];
    expect((await check(parts)).notes).toEqual([]);
  });

  test('of a library of Maven do not count', async () => {
    const parts = [
      part('my.aar', [{ name: HELPER }]),
      part('okhttp.jar', [{ name: 'okhttp3/Call', refersTo: ['org/conscrypt/X'] }]),
    ];
    expect((await check(parts, { files: 1 })).notes).toEqual([]);
  });
});

test('a class file that ends too early is refused with its jar', async () => {
  const bytes = classBytes({ name: HELPER });
  const cut = writeZip([{ name: `${HELPER}.class`, bytes: bytes.subarray(0, bytes.length - 6), alignment: null }]);
  const parts = [{ ...part('a.aar', []), jars: [{ name: 'a.aar!/classes.jar', bytes: cut }] }];
  await expect(check(parts)).rejects.toMatchObject({
    code: 'SDK_FILE',
    message: expect.stringMatching(/^a\.aar!\/classes\.jar!\/com.*damaged/) as string,
  });
});

test('a class of the probe is refused', async () => {
  const parts = [part('a.aar', [{ name: HELPER }, { name: 'app/quhao/probe/Probe' }])];
  await expect(check(parts)).rejects.toThrow(/^a\.aar: the class app\.quhao\.probe\.Probe is in the probe too/);
});

test('R of resources that came without a manifest is made, and a missing BR says whose class it is', async () => {
  const refersTo = ['com/acme/R$layout'];
  const withResources = { ...part('folder', [{ name: HELPER, refersTo }]), resources: '/res' };
  expect(await check([withResources])).toMatchObject({
    resourcePackages: ['com.acme'],
    notes: [expect.stringMatching(/^com\.acme\.R was made of the resources given/) as string],
  });
  await expect(check([part('my.jar', [{ name: HELPER, refersTo }])])).rejects.toThrow(
    /the class com\.acme\.R\$layout is missing/,
  );
  await expect(check([part('my.jar', [{ name: HELPER, refersTo: ['com/acme/BR'] }])])).rejects.toThrow(/data binding/);
});
