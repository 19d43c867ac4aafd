import { HandsetError } from '../../../errors.ts';
import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, UsageError } from '../../options.ts';
import { isKnownUser } from '../user-option.ts';
import { NAMESPACES, type Namespace } from './settings-store.ts';

type Verb = (call: Call, namespace: Namespace, words: readonly string[]) => Promise<void>;

const VERBS: Readonly<Record<string, Verb>> = {
  async delete({ print, system }, namespace, [key = '']) {
    await print(`Deleted ${system.settings.delete(namespace, key) ? 1 : 0} rows\n`);
    await system.device.apps.applySettings(system.settings.all());
  },
  async get({ print, system }, namespace, [key]) {
    if (key === undefined) {
      throw new BadArgumentsError();
    }
    await print(`${system.settings.get(namespace, key) ?? 'null'}\n`);
  },
  /** `reset NAMESPACE PACKAGE|MODE`: only the shell has written settings here, so every mode brings back the defaults. */
  async reset({ system }, namespace, [mode]) {
    if (mode === undefined) {
      throw new BadArgumentsError();
    }
    const isMode = RESET_MODES.has(mode);
    if (!isMode && system.device.packages.get(mode) === null) {
      throw new BadArgumentsError(`Invalid reset mode: ${mode}`);
    }
    if (isMode) {
      system.settings.reset(namespace);
      await system.device.apps.applySettings(system.settings.all());
    }
  },
  async list({ print, system }, namespace) {
    const lines = system.settings.list(namespace).map(([key, value]) => `${key}=${value}\n`);
    await print(lines.join(''));
  },
  async put({ system }, namespace, [key, value, ...tags]) {
    if (key === undefined || value === undefined || tags.length > 2) {
      throw new BadArgumentsError();
    }
    if (!system.settings.put(namespace, key, value)) {
      throw new UsageError(`${key} follows the radio; change it with 'svc' or 'cmd connectivity'`);
    }
    await system.device.apps.applySettings(system.settings.all());
  },
};

/** Wrong words of `settings`. Android prints no command before them. */
class BadArgumentsError extends HandsetError<'BAD_ARGUMENTS'> {
  constructor(message = 'Bad arguments') {
    super('BAD_ARGUMENTS', message);
  }
}

const RESET_MODES: ReadonlySet<string> = new Set(['untrusted_defaults', 'untrusted_clear', 'trusted_defaults']);

/** `settings get|put|delete|list|reset NAMESPACE [KEY [VALUE]]`. */
export const settings: CommandRow = {
  name: 'settings',
  async run(call) {
    try {
      await runSettings(call);
      return EXIT_CODES.ok;
    } catch (error) {
      if (!(error instanceof BadArgumentsError)) {
        throw error;
      }
      await call.printError(`${error.message}\n`);
      return EXIT_CODES.serviceError;
    }
  },
};

async function runSettings(call: Call): Promise<void> {
  const { values, rest } = parseOptions(call.args, { flags: ['--lineage'], values: ['--user'] });
  const [name = '', namespaceName = '', ...words] = rest;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) {
    throw new BadArgumentsError(name === '' ? undefined : `Unknown command: ${name}`);
  }
  const namespace = NAMESPACES.find((each) => each === namespaceName.toLowerCase());
  if (namespace === undefined) {
    throw new BadArgumentsError(namespaceName === '' ? undefined : `Invalid namespace '${namespaceName}'`);
  }
  if (!isKnownUser(values.get('--user'))) {
    throw new BadArgumentsError(`Invalid user: ${values.get('--user')}`);
  }
  await verb(call, namespace, words);
}
