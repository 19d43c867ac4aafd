import { mkdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { requireNamed } from './adapter-names.ts';
import type { AdapterTable } from './adapter-schema.ts';
import { readAdapterTable } from './adapter-table.ts';
import { BuildError, troubleText } from './build-error.ts';
import { type ClassFile, isPublic } from './class-file.ts';
import { classesOf } from './class-index.ts';
import { type ListenerClass, writeListenerClass } from './listener-class.ts';
import { jarOf, javacArguments } from './probe-core.ts';
import { runTool } from './run-tool.ts';
import type { PackedFile, SdkJar } from './sdk-file.ts';
import type { Toolchain } from './toolchain.ts';
import { writeZip } from './zip-writer.ts';

const ADAPTER_INTERFACE = 'app.quhao.probe.adapter.SdkAdapter';
const TABLE_ADAPTER = 'app.quhao.probe.table.TableAdapter';
const TABLE_ASSET = 'assets/quhao-adapter.json';

/** How the SDK plugs into the probe. */
export interface BuiltAdapter {
  /** The class that the manifest names; null: the documented API. */
  readonly className: string | null;
  readonly jars: readonly SdkJar[];
  readonly assets: readonly PackedFile[];
}

export interface AdapterInput {
  /** One table, or Java sources and jars. */
  readonly files: readonly string[];
  /** What the adapter's sources may use: the probe, the SDK, Android. */
  readonly classPath: readonly string[];
  /** All classes that are in the APK, for the table. */
  readonly classes: ReadonlyMap<string, ClassFile>;
  /** Names of Android's classes, for the table's listeners. */
  readonly platform: ReadonlySet<string>;
  readonly work: string;
}

/** Builds the adapter. Throws BuildError. */
export async function buildAdapter(input: AdapterInput, tools: Toolchain): Promise<BuiltAdapter> {
  const { files } = input;
  if (files.length === 0) {
    return { className: null, jars: [], assets: [] };
  }
  const tables = files.filter((file) => /\.ya?ml$/.test(file));
  if (tables.length > 0) {
    return tableAdapter(input);
  }
  const jars = [...(await compiled(input, tools)), ...(await given(files))];
  return { className: adapterClass(jars, files), jars, assets: [] };
}

async function tableAdapter({ files: given, classes, platform }: AdapterInput): Promise<BuiltAdapter> {
  const [file = '', ...others] = given;
  if (others.length > 0) {
    throw refusal(given.join(' '), 'a table is the whole adapter', 'give the table alone, or Java sources and jars alone');
  }
  const { table, placeOf } = readAdapterTable(await textOf(file), file);
  requireNamed(table, { classes, platform }, placeOf);
  const written = listenerClasses(table, classes, file);
  const subclasses = Object.fromEntries(written.map(({ of, name }) => [of, name]));
  const files = written.map(({ name, bytes }) => ({ name: `${name.replaceAll('.', '/')}.class`, bytes, alignment: null }));
  return {
    className: TABLE_ADAPTER,
    jars: written.length === 0 ? [] : [{ name: 'listeners of the table', bytes: writeZip(files) }],
    assets: [{ name: TABLE_ASSET, bytes: Buffer.from(JSON.stringify({ ...table, subclasses })) }],
  };
}

/** Subclasses of the table's listeners that are no interfaces. */
function listenerClasses(
  { listeners = {} }: AdapterTable,
  classes: ReadonlyMap<string, ClassFile>,
  place: string,
): readonly (ListenerClass & { readonly of: string })[] {
  return Object.entries(listeners).flatMap(([of, methods]) => {
    const listener = classes.get(of);
    return listener === undefined || listener.isInterface
      ? []
      : [{ of, ...writeListenerClass(listener, Object.keys(methods), { classes, place }) }];
  });
}

async function compiled({ files, classPath, work }: AdapterInput, tools: Toolchain): Promise<readonly SdkJar[]> {
  const sources = files.filter((file) => extname(file) === '.java');
  const other = files.find((file) => !['.java', '.jar'].includes(extname(file)));
  if (other !== undefined) {
    throw refusal(other, 'an adapter is a .java, a .jar or a table (.yaml)', 'give one of them');
  }
  if (sources.length === 0) {
    return [];
  }
  await Promise.all(sources.map(textOf));
  const classes = join(work, 'adapter-classes');
  await mkdir(classes, { recursive: true });
  const jars = files.filter((file) => extname(file) === '.jar');
  const compilation = { sources, classPath: [...classPath, ...jars], output: classes };
  const { isDone, text } = await runTool(tools.javac, javacArguments(compilation, classes));
  if (!isDone) {
    const cure = text.includes('wrong version')
      ? 'the SDK was compiled for a newer Java than this JDK reads: set JAVA_HOME to a newer JDK, or write the adapter as a table'
      : 'correct the adapter; docs/any-sdk.md shows one';
    throw new BuildError('ADAPTER', troubleText({ place: sources.join(' '), cause: `javac refused it:\n${text.trim()}`, cure }));
  }
  const target = join(work, 'adapter.jar');
  await jarOf(classes, target, tools);
  return [{ name: sources.map((file) => basename(file)).join(' '), bytes: await readFile(target) }];
}

async function given(files: readonly string[]): Promise<readonly SdkJar[]> {
  const jars = files.filter((file) => extname(file) === '.jar');
  return Promise.all(jars.map(async (file) => ({ name: file, bytes: await bytesOf(file) })));
}

/** The one class that implements SdkAdapter, itself or through a class of the same files. */
function adapterClass(jars: readonly SdkJar[], files: readonly string[]): string {
  const classes = jars.flatMap(classesOf);
  const adapters = new Set<string>([ADAPTER_INTERFACE]);
  for (let size = 0; size !== adapters.size; ) {
    size = adapters.size;
    for (const { name, superName, interfaces } of classes) {
      if ([superName, ...interfaces].some((parent) => parent !== null && adapters.has(parent))) {
        adapters.add(name);
      }
    }
  }
  const makeable = classes.filter(({ name, isAbstract }) => adapters.has(name) && !isAbstract);
  const [only, second] = makeable;
  if (only === undefined || second !== undefined) {
    const cause =
      only === undefined
        ? `no class implements ${ADAPTER_INTERFACE}`
        : `several classes implement it: ${makeable.map(({ name }) => name).join(', ')}`;
    throw refusal(files.join(' '), cause, 'give files with exactly one adapter');
  }
  requireMakeable(only, files);
  return only.name;
}

const CONSTRUCTOR = '(Landroid/content/Context;Lapp/quhao/probe/server/EventLog;)V';

/** The probe makes the adapter by reflection. */
function requireMakeable(adapter: ClassFile, files: readonly string[]): void {
  const { name, members } = adapter;
  const isMade = members.some((member) => member.name === '<init>' && member.descriptor === CONSTRUCTOR && isPublic(member));
  if (!isPublic(adapter) || !isMade) {
    const short = name.replace(/^.*[.$]/, '');
    const cause = isPublic(adapter) ? `${name} has no public constructor (Context, EventLog)` : `${name} is not public`;
    const cure = `an adapter is a public class with public ${short}(android.content.Context context, app.quhao.probe.server.EventLog events)`;
    throw refusal(files.join(' '), cause, cure);
  }
}

async function textOf(file: string): Promise<string> {
  return (await bytesOf(file)).toString();
}

async function bytesOf(file: string): Promise<Buffer> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw refusal(file, `the file cannot be read (${error.code ?? error.message})`, 'check the path after --adapter');
  });
}

function refusal(place: string, cause: string, cure: string): BuildError {
  return new BuildError('ADAPTER', troubleText({ place, cause, cure }));
}
