import { Command } from 'commander';
import { androidClasses } from '../build-sdk-probe.ts';

const EXAMPLES = `
Examples:
  quhao probe classpath
  quhao --offline probe classpath     what was fetched before
  javac --release 11 -cp "$(quhao probe classpath)" -d classes $(find src -name '*.java')
  kotlinc -cp "$(quhao probe classpath)" -d classes src
`;

export function probeClasspathCommand(): Command {
  return new Command('classpath')
    .description("print the jar of Android's classes, to compile an SDK or an adapter against; fetched the first time")
    .addHelpText('after', EXAMPLES)
    .action(async () => console.log(await androidClasses()));
}
