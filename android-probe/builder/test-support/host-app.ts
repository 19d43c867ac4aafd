import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openZip, readEntry } from '../../../handset/src/packages/zip-archive.ts';
import { compileJava, filesUnder, jarOf } from '../probe-core.ts';
import { requireTool } from '../run-tool.ts';
import { openToolchain } from '../toolchain.ts';
import { writeZip } from '../zip-writer.ts';
import { ROOT } from './build-options.ts';

/** Builds the app of test-support/host-app around an SDK, as an app's own build does; it is not signed. */
export async function buildHostApp(sdk: string, folder: string): Promise<string> {
  const tools = await openToolchain(ROOT);
  const home = join(ROOT, 'android-probe/builder/test-support/host-app');
  const [gen, classes, dex] = ['gen', 'classes', 'dex'].map((name) => join(folder, `host-${name}`)) as [string, string, string];
  await Promise.all([gen, classes, dex].map((path) => mkdir(path)));
  const [resources, linked, jar] = [join(folder, 'host-res.zip'), join(folder, 'host-linked.apk'), join(folder, 'host.jar')];
  await requireTool('compiling the resources', tools.aapt2, ['compile', '--dir', join(home, 'res'), '-o', resources]);
  await requireTool('linking the resources', tools.aapt2, [
    ...['link', '-o', linked, '-I', tools.framework, '--manifest', join(home, 'AndroidManifest.xml'), '--java', gen],
    ...['--min-sdk-version', '26', '--target-sdk-version', '34', resources],
  ]);
  const sources = [...(await filesUnder(join(home, 'java'), '.java')), ...(await filesUnder(gen, '.java'))];
  await compileJava('compiling the app', { tools, sources, classPath: [tools.platform, sdk], output: classes });
  await jarOf(classes, jar, tools);
  await requireTool('dexing the app', tools.java, [
    ...['-cp', tools.d8, 'com.android.tools.r8.D8', '--release', '--min-api', '26', '--lib', tools.platform],
    ...['--lib', tools.javaHome, '--output', dex, jar, sdk],
  ]);
  const archive = openZip(await readFile(linked));
  const stored = [...archive.entries.keys()].map((name) => ({
    name,
    bytes: readEntry(archive, name) ?? Buffer.alloc(0),
    alignment: 4 as const,
  }));
  const names = await readdir(dex);
  const files = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(dex, name)), alignment: null })));
  const signature = { name: 'META-INF/HOST.RSA', bytes: Buffer.from('of another build'), alignment: null };
  const target = join(folder, 'host.apk');
  await writeFile(target, writeZip([...stored, ...files, signature]));
  return target;
}
