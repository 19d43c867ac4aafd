import { Command } from 'commander';
import { probeBuildCommand } from './build.ts';

export function probeCommand(): Command {
  const command = new Command('probe').description('the instrumented app with the SDK inside: build it, drive it by hand');
  for (const part of [probeBuildCommand()]) {
    part.exitOverride();
    command.addCommand(part);
  }
  return command;
}
