import { Command } from 'commander';
import { probeBuildCommand } from './build.ts';
import { probeCallCommand } from './call.ts';
import { probeClasspathCommand } from './classpath.ts';
import { probeDescribeCommand } from './describe.ts';
import { probeEventsCommand } from './events.ts';
import { probeInstallCommand } from './install.ts';

export function probeCommand(): Command {
  const command = new Command('probe').description('the instrumented app with the SDK inside: build it, drive it by hand');
  for (const part of [
    probeBuildCommand(),
    probeCallCommand(),
    probeClasspathCommand(),
    probeDescribeCommand(),
    probeEventsCommand(),
    probeInstallCommand(),
  ]) {
    part.exitOverride();
    command.addCommand(part);
  }
  return command;
}
