import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, UsageError } from '../../options.ts';
import { NAMESPACES, type Namespace } from './settings-store.ts';

type Verb = (call: Call, namespace: Namespace, words: readonly string[]) => Promise<void>;

const VERBS: Readonly<Record<string, Verb>> = {
  async delete({ print, system }, namespace, [key = '']) {
    await print(`Deleted ${system.settings.delete(namespace, key) ? 1 : 0} rows\n`);
    await system.device.apps.applySettings(system.settings.all());
  },
  async get({ print, system }, namespace, [key = '']) {
    await print(`${system.settings.get(namespace, key) ?? 'null'}\n`);
  },
  async list({ print, system }, namespace) {
    const lines = system.settings.list(namespace).map(([key, value]) => `${key}=${value}\n`);
    await print(lines.join(''));
  },
  async put({ system }, namespace, [key, value]) {
    if (key === undefined || value === undefined) {
      throw new UsageError('put needs a key and a value', EXIT_CODES.serviceError);
    }
    if (!system.settings.put(namespace, key, value)) {
      throw new UsageError(`${key} follows the radio; change it with 'svc' or 'cmd connectivity'`);
    }
    await system.device.apps.applySettings(system.settings.all());
  },
};

/** `settings get|put|delete|list NAMESPACE [KEY [VALUE]]`. */
export const settings: CommandRow = {
  name: 'settings',
  async run(call) {
    const { rest } = parseOptions(call.args, { values: ['--user'] });
    const [name = '', namespaceName, ...words] = rest;
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    const namespace = NAMESPACES.find((each) => each === namespaceName);
    if (verb === undefined || namespace === undefined) {
      throw new UsageError(`knows ${Object.keys(VERBS).join('|')} with ${NAMESPACES.join('|')}`, EXIT_CODES.serviceError);
    }
    await verb(call, namespace, words);
    return EXIT_CODES.ok;
  },
};
