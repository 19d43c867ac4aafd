import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAdapter } from './adapter-source.ts';
import { classBytes } from './test-support/class-bytes.ts';
import type { Toolchain } from './toolchain.ts';
import { writeZip } from './zip-writer.ts';

const ADAPTER = 'app/quhao/probe/adapter/SdkAdapter';
const CONSTRUCTOR = '<init>(Landroid/content/Context;Lapp/quhao/probe/server/EventLog;)V';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-adapter-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Builds the adapter of a jar with one class of these methods. */
async function adapterWith(methods: readonly string[]): Promise<string | null> {
  const file = join(folder, 'adapter.jar');
  const bytes = classBytes({ name: 'a/Mine', interfaces: [ADAPTER], methods });
  await writeFile(file, writeZip([{ name: 'a/Mine.class', bytes, alignment: null }]));
  const input = { files: [file], classPath: [], classes: new Map(), platform: new Set<string>(), work: folder };
  return (await buildAdapter(input, {} as Toolchain)).className;
}

test('an adapter that the probe can make is found', async () => {
  expect(await adapterWith([CONSTRUCTOR])).toBe('a.Mine');
});

test.each([[['<init>']], [[`private ${CONSTRUCTOR}`]], [[]]])(
  'one with the constructors %j is refused with what it needs',
  async (methods) => {
    await expect(adapterWith(methods)).rejects.toThrow(
      /a\.Mine has no public constructor \(Context, EventLog\)\n {2}cure: an adapter is a public class with public Mine\(android\.content\.Context context/,
    );
  },
);
