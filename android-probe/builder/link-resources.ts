import { join } from 'node:path';
import { BuildError, troubleText } from './build-error.ts';
import { artifactOfResource } from './known-artifacts.ts';
import { PROBE_PACKAGE } from './probe-core.ts';
import { runTool } from './run-tool.ts';
import type { SdkPart } from './sdk-file.ts';
import type { Toolchain } from './toolchain.ts';

/** Compiles the resources of every part; gives the archives, the strongest last. */
export async function compileResources(
  parts: readonly SdkPart[],
  { probe, work }: { probe: readonly string[]; work: string },
  tools: Toolchain,
): Promise<readonly string[]> {
  const folders = parts.flatMap(({ name, resources }) => (resources === null ? [] : [{ name, resources }])).reverse();
  const archives: string[] = [];
  const own = probe.map((resources) => ({ name: 'the probe', resources }));
  for (const [index, { name, resources }] of [...folders, ...own].entries()) {
    const target = join(work, `resources-${index}.zip`);
    const { isDone, text } = await runTool(tools.aapt2, ['compile', '--dir', resources, '-o', target]);
    if (!isDone) {
      throw new BuildError(
        'RESOURCES',
        troubleText({
          place: name,
          cause: text.replaceAll(`${resources}/`, `${name}!/res/`).trim(),
          cure: 'correct the resource and pack the AAR again',
        }),
      );
    }
    archives.push(target);
  }
  return archives;
}

/** The package of an app's own resources. */
const APP_PACKAGE = 0x7f;

export interface Linking {
  readonly manifest: string;
  readonly archives: readonly string[];
  /** Of the SDK's files, whose resources lie in part-0, part-1 and so on. */
  readonly names: readonly string[];
  /** Packages that want an R class of their own. */
  readonly packages: readonly string[];
  readonly minSdk: number;
  readonly targetSdk: number;
  readonly output: string;
  /** The number of the resources' package; 0x7f, an app's, when absent. */
  readonly packageId?: number;
  /** Where R.java goes. */
  readonly gen: string;
}

/** Links an APK without classes. A missing resource is told with the library that is known to have it. */
export async function linkResources(linking: Linking, tools: Toolchain): Promise<void> {
  const { manifest, archives, names, packages, minSdk, targetSdk, output, gen, packageId = APP_PACKAGE } = linking;
  const extra = packages.length === 0 ? [] : ['--extra-packages', packages.join(':')];
  const { isDone, text } = await runTool(tools.aapt2, [
    ...['link', '-o', output, '-I', tools.framework, '--manifest', manifest, '--java', gen, '--non-final-ids', ...extra],
    // R of the probe's own classes, whatever the app is called.
    ...['--custom-package', PROBE_PACKAGE, '--package-id', String(packageId), '--allow-reserved-package-id'],
    ...['--min-sdk-version', String(minSdk), '--target-sdk-version', String(targetSdk), '--auto-add-overlay'],
    ...archives.flatMap((archive) => ['-R', archive]),
  ]);
  if (!isDone) {
    throw linkError(text.replaceAll(/\/\S*\/part-(\d+)\/res\//g, (_, index: string) => `${names[Number(index)] ?? ''}!/res/`));
  }
}

/** A missing attribute or resource of Android's own. */
const ANDROIDS = /error: [^(]*\bandroid:\S/;
const NEWER_ANDROID =
  'the probe is linked against Android 14 (API 34): build the SDK without what is newer, or leave the resource out of its AAR';

/** aapt2's words, with the library to give for each resource that is nowhere. */
export function linkError(text: string): BuildError {
  const lines = text.split('\n').filter((line) => /error:/.test(line) && !/failed (?:linking|parsing)/.test(line));
  const missing =
    /error: (?:resource |style attribute ')?'?(?:[\w.]+:)?((?:style|attr|drawable|layout|color|string|dimen|id|anim|xml)\/[\w.]+)/;
  const isOfAndroid = lines.some((line) => ANDROIDS.test(line));
  const artifacts = new Set<string>();
  for (const line of lines) {
    const name = missing.exec(line)?.[1] ?? attributeIn(line);
    const artifact = name === null ? null : artifactOfResource(name);
    if (artifact !== null) {
      artifacts.add(artifact);
    }
  }
  const cure = isOfAndroid ? NEWER_ANDROID : libraryCure(artifacts);
  const cause = lines.length === 0 ? text.trim().slice(0, 2000) : lines.slice(0, 5).join('\n  ');
  return new BuildError('RESOURCES', troubleText({ place: 'resources', cause, cure }));
}

function libraryCure(artifacts: ReadonlySet<string>): string {
  return artifacts.size === 0
    ? 'give the AAR that has it by a further --sdk FILE, or by --with group:artifact:version'
    : `${[...artifacts].map((artifact) => `--with ${artifact}:VERSION`).join(' ')}, or its AAR by a further --sdk FILE`;
}

/** `attribute layout_constraintTop_toTopOf (aka …) not found`. */
function attributeIn(line: string): string | null {
  const name = /attribute (?:[\w.]+:)?(?:attr\/)?(\w+)/.exec(line)?.[1];
  return name === undefined ? null : `attr/${name}`;
}
