import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { flowDiffCommand } from './diff.ts';
import { flowExportCommand } from './export/export.ts';
import { flowListCommand } from './list.ts';
import { flowReplayCommand } from './replay/replay.ts';
import { flowShowCommand } from './show.ts';
import { flowWatchCommand } from './watch.ts';

export function flowCommand(terminal: Terminal): Command {
  const flow = new Command('flow').description('the logins that a running quhao serve has seen');
  for (const command of [
    flowListCommand,
    flowShowCommand,
    flowWatchCommand,
    flowDiffCommand,
    flowReplayCommand,
    flowExportCommand,
  ]) {
    flow.addCommand(command(terminal));
  }
  return flow;
}
