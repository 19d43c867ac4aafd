import { messageOf } from '../errors.ts';
import type { Call, CommandRow } from './command.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { isControlFlow } from './language/control-flow.ts';
import type { CommandRequest, CommandSet } from './language/session.ts';
import { UsageError } from './options.ts';
import type { System } from './system.ts';
import { writeText } from './text-io.ts';

const COMMAND_FOLDER = '/system/bin/';

/** The rows of a table, as the shell language runs them. */
export function commandSet(system: System, table: ReadonlyMap<string, CommandRow>): CommandSet {
  const find = (name: string) => table.get(name.startsWith(COMMAND_FOLDER) ? name.slice(COMMAND_FOLDER.length) : name);
  return {
    has: (name) => find(name) !== undefined,
    run: async (request) => {
      const row = find(request.name);
      return row === undefined ? EXIT_CODES.notFound : await runRow(row, request, system);
    },
  };
}

async function runRow(row: CommandRow, request: CommandRequest, system: System): Promise<number> {
  const { io, name } = request;
  const call: Call = {
    ...request,
    system,
    print: async (text) => await writeText(io.stdout, text),
    printError: async (text) => await writeText(io.stderr, text),
  };
  try {
    return await row.run(call);
  } catch (error) {
    if (isControlFlow(error) || io.signal.aborted) {
      throw error;
    }
    await call.printError(`${name}: ${messageOf(error)}\n`);
    return error instanceof UsageError ? error.exitCode : EXIT_CODES.failure;
  }
}
