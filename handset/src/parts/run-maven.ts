import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { createInterface } from 'node:readline';
import { HandsetError } from '../errors.ts';

interface MavenRun {
  /** Goals of plugins, with the execution of the pom that they take their parameters from. */
  readonly goals: readonly string[];
  readonly onProgress: ((line: string) => void) | undefined;
}

const LAST_LINES = 12;
/** Maven says so for each file that it has fetched. */
const DOWNLOADED = /Downloaded from \S+: (\S+\.jar) \((\d+ MB) at/;
const NO_MAVEN =
  'Maven (mvn), which brings the jars of the virtual handset, could not be run. On Debian: apt-get install -y maven';

/** Runs goals of a pom by the user's own Maven and settings, or from QUHAO_MAVEN_REPOSITORY; with QUHAO_OFFLINE=1 nothing is downloaded. Rejects with a HandsetError that has Maven's last words. */
export async function runMaven(pom: string, { goals, onProgress }: MavenRun): Promise<void> {
  const isOffline = process.env['QUHAO_OFFLINE'] === '1';
  await useMirror(pom, process.env['QUHAO_MAVEN_REPOSITORY']);
  const args = ['-B', '-Dstyle.color=never', '--strict-checksums', ...(isOffline ? ['--offline'] : []), '-f', pom, ...goals];
  const maven = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const ended = new Promise<number | null>((resolve, reject) => {
    maven.once('error', (error) => reject(new HandsetError('NO_MAVEN', `${NO_MAVEN} (${error.message})`, { cause: error })));
    maven.once('close', resolve);
  });
  // Not handed through: Maven's console library ends with escape codes there, in a pipe too.
  createInterface({ input: maven.stderr }).on('line', (line) => lines.push(line));
  createInterface({ input: maven.stdout }).on('line', (line) => {
    lines.push(line);
    const [, url, size] = DOWNLOADED.exec(line) ?? [];
    if (url !== undefined) {
      onProgress?.(`            ${posix.basename(url)} · ${size}`);
    }
  });
  const code = await ended;
  if (code !== 0) {
    throw mavenError(lines, isOffline);
  }
}

function mavenError(lines: readonly string[], isOffline: boolean): HandsetError {
  const errors = lines.filter((line) => line.startsWith('[ERROR]')).slice(0, LAST_LINES);
  const words = errors.length > 0 ? errors : lines.slice(-LAST_LINES);
  const cure = isOffline
    ? 'run once without --offline'
    : 'a mirror: QUHAO_MAVEN_REPOSITORY=URL, or your Maven settings (~/.m2/settings.xml)';
  return new HandsetError('PARTS', `Maven could not bring the jars of the virtual handset; ${cure}\n${words.join('\n')}`);
}

/** Puts the user's repository in the place of Maven's own, for libraries and for Maven's plugins. */
async function useMirror(pom: string, repository: string | undefined): Promise<void> {
  if (repository === undefined || repository === '') {
    return;
  }
  const url = repository.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const central = `<id>central</id><url>${url}</url>`;
  const rows = [
    `  <repositories><repository>${central}</repository></repositories>`,
    `  <pluginRepositories><pluginRepository>${central}</pluginRepository></pluginRepositories>`,
  ];
  const text = await readFile(pom, 'utf8');
  await writeFile(pom, text.replace('  <dependencies>', `${rows.join('\n')}\n  <dependencies>`));
}
