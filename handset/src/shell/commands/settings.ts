import { type Call, type CommandRow, exitCodes } from '../command.ts';
import { parseOptions, UsageFault } from '../options.ts';
import { type Namespace, namespaces } from '../settings-store.ts';

type Verb = (call: Call, namespace: Namespace, words: readonly string[]) => Promise<void>;

const verbs: Readonly<Record<string, Verb>> = {
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
      throw new UsageFault('put needs a key and a value', 255);
    }
    if (!system.settings.put(namespace, key, value)) {
      throw new UsageFault(`${key} follows the radio; change it with 'svc' or 'cmd connectivity'`);
    }
    await system.device.apps.applySettings(system.settings.all());
  },
};

/** `settings get|put|delete|list NAMESPACE [KEY [VALUE]]`. */
export const settings: CommandRow = {
  name: 'settings',
  async run(call) {
    const { rest } = parseOptions(call.args, { values: ['--user'] });
    const [name = '', place, ...words] = rest;
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    const namespace = namespaces.find((each) => each === place);
    if (verb === undefined || namespace === undefined) {
      throw new UsageFault(`knows ${Object.keys(verbs).join('|')} with ${namespaces.join('|')}`, 255);
    }
    await verb(call, namespace, words);
    return exitCodes.ok;
  },
};
