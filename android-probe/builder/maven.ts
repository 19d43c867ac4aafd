import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BuildError, troubleText } from './build-error.ts';
import { findInGradle } from './gradle-cache.ts';
import { runTool } from './run-tool.ts';
import { isThere } from './toolchain.ts';

interface Coordinates {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  readonly type: 'jar' | 'aar';
}

/** Reads `group:artifact:version`, with `@aar` behind where it is said. Throws BuildError. */
export function parseCoordinates(text: string): Coordinates {
  const match = /^([\w.-]+):([\w.-]+):([\w.+-]+)(?:@(jar|aar))?$/.exec(text);
  if (match === null) {
    throw new BuildError(
      'OPTION',
      troubleText({
        place: `--with ${text}`,
        cause: 'this is not group:artifact:version',
        cure: 'for example --with com.squareup.okhttp3:okhttp:4.12.0; @aar behind it for an AAR',
      }),
    );
  }
  const [, group = '', artifact = '', version = '', type] = match;
  return { group, artifact, version, type: type === 'aar' ? 'aar' : 'jar' };
}

/** The folder that keeps these libraries: any number of coordinates gives a name of one length. */
export function libraryFolder(cacheDir: string, libraries: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(libraries)).digest('hex');
  return join(cacheDir, 'libraries', digest.slice(0, 24));
}

export interface LibrarySources {
  /** Keeps the files once they are there. */
  readonly folder: string;
  readonly mvn: string;
  /** Where Gradle keeps its libraries. */
  readonly gradle: string;
}

/** The files of the libraries and of all that they need: from Gradle's cache where it has them whole, else by the user's own Maven. */
export async function fetchLibraries(
  libraries: readonly string[],
  { folder, mvn, gradle }: LibrarySources,
): Promise<readonly string[]> {
  if (libraries.length === 0) {
    return [];
  }
  if (!(await isThere(folder))) {
    const { cached, others } = await divide(libraries.map(parseCoordinates), gradle);
    await fetchInto({ cached, coordinates: others }, folder, mvn);
  }
  const names = (await readdir(folder)).filter((name) => /\.(jar|aar)$/.test(name)).sort();
  return names.map((name) => join(folder, name));
}

/** Files that Gradle has, and the libraries that Maven is asked for. */
async function divide(
  coordinates: readonly Coordinates[],
  gradle: string,
): Promise<{ readonly cached: readonly string[]; readonly others: readonly Coordinates[] }> {
  const isCached = await Promise.all(coordinates.map(async (row) => (await findInGradle([row], gradle)) !== null));
  const whole = coordinates.filter((_, index) => isCached[index]);
  return { cached: (await findInGradle(whole, gradle)) ?? [], others: coordinates.filter((_, index) => !isCached[index]) };
}

interface Fetching {
  readonly cached: readonly string[];
  readonly coordinates: readonly Coordinates[];
}

async function fetchInto({ cached, coordinates }: Fetching, folder: string, mvn: string): Promise<void> {
  const work = `${folder}.${process.pid}`;
  await mkdir(work, { recursive: true });
  try {
    await Promise.all(cached.map((file) => copyFile(file, join(work, basename(file)))));
    if (coordinates.length > 0) {
      await askMaven(coordinates, work, mvn);
    }
    await rename(work, folder).catch((error: NodeJS.ErrnoException) => {
      // Another process fetched the same meanwhile.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') {
        throw error;
      }
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function askMaven(coordinates: readonly Coordinates[], work: string, mvn: string): Promise<void> {
  const pom = join(work, 'pom.xml');
  await writeFile(pom, pomOf(coordinates));
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${work}`];
  let { isDone, text } = await runTool(mvn, ['-B', '-f', pom, ...goal]);
  const aars = coordinates.map((row) => (isMissingJar(row, text) ? { ...row, type: 'aar' as const } : row));
  if (!isDone && aars.some((row, index) => row !== coordinates[index])) {
    await writeFile(pom, pomOf(aars));
    ({ isDone, text } = await runTool(mvn, ['-B', '-f', pom, ...goal]));
  }
  if (!isDone) {
    throw libraryError(coordinates, text);
  }
  await rm(pom);
}

/** Maven's words for a library that is an AAR and was asked for as a JAR. */
function isMissingJar({ group, artifact, version }: Coordinates, text: string): boolean {
  return text.includes(`${group}:${artifact}:jar:${version}`);
}

function libraryError(coordinates: readonly Coordinates[], text: string): BuildError {
  const error = /\[ERROR\] (?:Failed to execute goal .*?: )?(.*(?:Could not|was not isCached|Cannot).*)/.exec(text)?.[1];
  const place = coordinates.map(({ group, artifact, version }) => `--with ${group}:${artifact}:${version}`).join(' ');
  return new BuildError(
    'LIBRARY',
    troubleText({
      place,
      cause: error?.slice(0, 600) ?? `Maven failed:\n${text.trim().slice(-2000)}`,
      cure: 'check the coordinates; a repository of your own: QUHAO_MAVEN_REPOSITORY=URL, or your Maven settings; what Gradle has in its cache is taken from there; or give the file by --sdk',
    }),
  );
}

/** The pom that Maven reads the libraries from. */
export function pomOf(coordinates: readonly Coordinates[], repository = process.env['QUHAO_MAVEN_REPOSITORY']): string {
  const rows = coordinates.map(
    ({ group, artifact, version, type }) =>
      `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version><type>${type}</type></dependency>`,
  );
  const url = repository?.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const repositories =
    url === undefined ? '' : `  <repositories><repository><id>quhao-mirror</id><url>${url}</url></repository></repositories>\n`;
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>app.quhao</groupId><artifactId>probe-libraries</artifactId><version>1</version><packaging>pom</packaging>
${repositories}  <dependencies>
${rows.join('\n')}
  </dependencies>
</project>
`;
}
