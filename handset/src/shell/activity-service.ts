import { forceStop, sendBroadcast, startActivity } from './activity-start.ts';
import { type Call, exitCodes } from './command.ts';
import { instrument } from './instrument.ts';

type Subcommand = (call: Call, args: readonly string[]) => Promise<number>;

/** `am …` and `cmd activity …`. */
const subcommands: Readonly<Record<string, Subcommand>> = {
  broadcast: sendBroadcast,
  'force-stop': forceStop,
  'get-current-user': async ({ print }) => {
    await print('0\n');
    return exitCodes.ok;
  },
  instrument,
  kill: forceStop,
  start: startActivity,
  'start-activity': startActivity,
  'stop-app': forceStop,
};

export async function runActivityService(call: Call): Promise<number> {
  const [name = '', ...args] = call.args;
  const run = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
  if (run === undefined) {
    await call.complain(`Unknown command: ${name}\nThis handset's am knows: ${Object.keys(subcommands).join(', ')}\n`);
    return 255;
  }
  return await run(call, args);
}
