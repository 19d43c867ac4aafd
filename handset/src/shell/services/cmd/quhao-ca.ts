import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, UsageError } from '../../options.ts';

/** `ca install FILE [--user]`: FILE is of the device. Running apps trust it once they start again. */
export async function installRoot({ system }: Call, rest: readonly string[]): Promise<unknown> {
  const options = parseOptions(rest, { flags: ['--user'] });
  const [file] = options.rest;
  if (file === undefined || options.rest.length > 1) {
    throw new UsageError('give one PEM file of the device', EXIT_CODES.usage);
  }
  const pem = await system.files.readText(file);
  return { installed: await system.device.roots.install(pem, options.flags.has('--user') ? 'user' : 'system') };
}

export async function listRoots({ system }: Call): Promise<unknown> {
  return { roots: await system.device.roots.list() };
}

export async function removeRoot(call: Call, [id = '']: readonly string[]): Promise<unknown> {
  await call.system.device.roots.remove(id);
  return listRoots(call);
}
