import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { describeIntent, formatComponent, type IntentRequest, parseIntent } from './intent.ts';

/** Services may run without a window in apps for older versions only (Build.VERSION_CODES.O). */
const BACKGROUND_LIMITS = 26;

/** `am startservice`, `am start-service`. */
export function startService(call: Call, args: readonly string[]): Promise<number> {
  return start(call, parseIntent(args, []), 'background');
}

/** `am start-foreground-service`. */
export function startForegroundService(call: Call, args: readonly string[]): Promise<number> {
  return start(call, parseIntent(args, []), 'foreground');
}

async function start(call: Call, intent: IntentRequest, kind: 'background' | 'foreground'): Promise<number> {
  const { apps, packages } = call.system.device;
  await call.print(`Starting service: ${describeIntent(intent)}\n`);
  const target = packages.get(targetOf(intent));
  if (target === null) {
    return await fail(call, 'Error: Not found; no service started.');
  }
  if (kind === 'background' && target.targetSdk >= BACKGROUND_LIMITS && apps.get(target.name) === null) {
    return await fail(call, 'Error: app is in background uid null');
  }
  const app = await apps.start(target.name);
  const { status, reason } = await app.call('startService', { ...paramsOf(intent), foreground: kind === 'foreground' });
  switch (status) {
    case 'ok':
      return EXIT_CODES.ok;
    case 'refused':
      return await fail(call, `Error: Requires permission ${String(reason)}`);
    default:
      return await fail(call, 'Error: Not found; no service started.');
  }
}

/** `am stopservice`, `am stop-service`. */
export async function stopService(call: Call, args: readonly string[]): Promise<number> {
  const intent = parseIntent(args, []);
  await call.print(`Stopping service: ${describeIntent(intent)}\n`);
  const app = call.system.device.apps.get(targetOf(intent));
  const { status } = app === null ? { status: 'not-found' } : await app.call('stopService', paramsOf(intent));
  switch (status) {
    case 'ok':
      await call.print('Service stopped\n');
      return EXIT_CODES.ok;
    case 'refused':
      return await fail(call, 'Error stopping service');
    default:
      return await fail(call, 'Service not stopped: was not running.');
  }
}

async function fail(call: Call, text: string): Promise<number> {
  await call.printError(`${text}\n`);
  return EXIT_CODES.serviceError;
}

function targetOf({ component, package: packageName }: IntentRequest): string {
  return component?.package ?? packageName ?? '';
}

function paramsOf({ action, component, data, extras, categories, flags, type, package: packageName }: IntentRequest) {
  return {
    ...(component === null ? {} : { component: formatComponent(component) }),
    ...(action === null ? {} : { action }),
    ...(data === null ? {} : { data }),
    ...(type === null ? {} : { type }),
    ...(packageName === null ? {} : { package: packageName }),
    categories,
    extras,
    flags,
  };
}
