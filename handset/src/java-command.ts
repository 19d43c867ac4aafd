import { join } from 'node:path';

/** The `java` of JAVA_HOME, else the one in PATH. */
export function javaCommand(): string {
  const home = process.env['JAVA_HOME'];
  return home === undefined || home === '' ? 'java' : join(home, 'bin', 'java');
}
