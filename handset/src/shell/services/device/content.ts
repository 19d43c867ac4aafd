import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { NAMESPACES, type Namespace } from '../settings/settings-store.ts';

const VERBS: ReadonlySet<string> = new Set(['query', 'insert', 'delete', 'update', 'call', 'read', 'write', 'gettype']);
const VALUES: ReadonlySet<string> = new Set([
  '--uri',
  '--user',
  '--where',
  '--bind',
  '--projection',
  '--sort',
  '--method',
  '--arg',
  '--extra',
  '--extra-bundle',
]);

interface Request {
  readonly uri: string;
  readonly where: string | undefined;
  readonly projection: readonly string[];
  readonly binds: ReadonlyMap<string, string>;
}

/** `content query|insert|delete --uri content://settings/NAMESPACE …`. The provider of settings is the only one. */
export const content: CommandRow = {
  name: 'content',
  async run(call) {
    const [verb = '', ...words] = call.args;
    if (!VERBS.has(verb)) {
      await call.printError(`[ERROR] Unsupported operation: ${verb}\n`);
      return EXIT_CODES.failure;
    }
    const request = parse(words);
    if (typeof request === 'string') {
      await call.printError(`[ERROR] ${request}\n`);
      return EXIT_CODES.failure;
    }
    const [, authority = '', name, key] = /^content:\/\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?/.exec(request.uri) ?? [];
    const namespace = NAMESPACES.find((each) => each === name);
    if (authority !== 'settings' || namespace === undefined) {
      await call.printError(
        `Error while accessing provider:${authority}\njava.lang.IllegalStateException: Could not find provider: ${authority}\n`,
      );
      return EXIT_CODES.failure;
    }
    return await runOnSettings(call, verb, { ...request, namespace, key });
  },
};

/** A text is the reason why the line is refused. */
function parse(words: readonly string[]): Request | string {
  const values = new Map<string, string>();
  const binds = new Map<string, string>();
  for (let place = 0; place < words.length; place += 2) {
    const [name = '', value] = words.slice(place, place + 2);
    if (!VALUES.has(name)) {
      return `Unsupported argument: ${name}`;
    }
    if (value === undefined) {
      return `Argument required for ${name}`;
    }
    const bind = /^([^:]+):[sbidlfn]:(.*)$/s.exec(value);
    if (name === '--bind' && bind === null) {
      return `Binding not well formed: ${value}`;
    }
    if (bind !== null && name === '--bind') {
      binds.set(bind[1] ?? '', bind[2] ?? '');
    }
    values.set(name, value);
  }
  const uri = values.get('--uri');
  const projection = (values.get('--projection') ?? '').split(':').filter((column) => column !== '');
  return uri === undefined
    ? 'Content provider URI not specified. Did you specify --uri argument?'
    : { uri, where: values.get('--where'), projection, binds };
}

interface SettingsRequest extends Request {
  readonly namespace: Namespace;
  readonly key: string | undefined;
}

async function runOnSettings(call: Call, verb: string, request: SettingsRequest): Promise<number> {
  const { settings, device } = call.system;
  const { namespace, binds } = request;
  const wanted = request.key ?? /^\s*name\s*=\s*['"](.*)['"]\s*$/.exec(request.where ?? '')?.[1];
  switch (verb) {
    case 'query': {
      const rows = settings.list(namespace).filter(([name]) => wanted === undefined || name === wanted);
      await call.print(
        rows.length === 0
          ? 'No result found.\n'
          : rows.map((row, place) => `Row: ${place} ${columnsOf(row, place, request.projection)}\n`).join(''),
      );
      return EXIT_CODES.ok;
    }
    case 'insert':
    case 'update': {
      const [name, value] = [binds.get('name') ?? wanted, binds.get('value')];
      if (name !== undefined && value !== undefined && settings.put(namespace, name, value)) {
        await device.apps.applySettings(settings.all());
      }
      return EXIT_CODES.ok;
    }
    case 'delete':
      if (wanted !== undefined && settings.delete(namespace, wanted)) {
        await device.apps.applySettings(settings.all());
      }
      return EXIT_CODES.ok;
    default:
      await call.printError(`[ERROR] ${verb} is not supported by this handset's provider of settings\n`);
      return EXIT_CODES.failure;
  }
}

function columnsOf([name, value]: readonly [string, string], place: number, projection: readonly string[]): string {
  const columns: Readonly<Record<string, string>> = { _id: String(place + 1), name, value };
  const shown = projection.length > 0 ? projection : Object.keys(columns);
  return shown.map((column) => `${column}=${columns[column] ?? 'NULL'}`).join(', ');
}
