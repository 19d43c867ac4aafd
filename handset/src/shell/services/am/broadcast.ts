import type { RunningApp } from '../../../device.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { deny, targetOf } from './activities.ts';
import { describeIntent, formatComponent, type IntentRequest, parseIntent } from './intent.ts';
import { isProtected } from './protected-broadcasts.ts';

/** Intent.FLAG_INCLUDE_STOPPED_PACKAGES. */
const INCLUDE_STOPPED = 0x0000_0020;

/** Intent.FLAG_RECEIVER_FROM_SHELL, which AOSP's am adds. */
const FROM_SHELL = 0x0040_0000;

/** What an ordered broadcast carries from app to app. */
interface Result {
  readonly code: number;
  readonly data: string | null;
  readonly extras: string | null;
}

/** `am broadcast` sends in order to the named package, or to all running apps, and prints the last result. */
export async function sendBroadcast(call: Call, args: readonly string[]): Promise<number> {
  const parsed = parseIntent(args, ['--async', '--allow-background-activity-starts']);
  const intent = { ...parsed, flags: parsed.flags | FROM_SHELL };
  await call.print(`Broadcasting: ${describeIntent(intent)}\n`);
  if (intent.action !== null && isProtected(intent.action)) {
    const sender = `from pid=${process.pid}, uid=2000`;
    return await deny(call, 'broadcast', `Permission Denial: not allowed to send broadcast ${intent.action} ${sender}`);
  }
  let result: Result = { code: 0, data: null, extras: null };
  for (const app of await receiversOf(call, intent)) {
    result = await deliver(app, intent, result);
  }
  const data = result.data === null ? '' : `, data="${result.data}"`;
  const extras = result.extras === null ? '' : `, extras: ${result.extras}`;
  await call.print(`Broadcast completed: result=${result.code}${data}${extras}\n`);
  return EXIT_CODES.ok;
}

/** A process is started only for a package that is named, by an intent that includes packages that were stopped. */
async function receiversOf({ system }: Call, intent: IntentRequest): Promise<readonly RunningApp[]> {
  const { apps, packages } = system.device;
  const target = targetOf(intent);
  if (target === null) {
    // One process of a package passes a broadcast on to the others.
    return [...new Map([...apps.running()].reverse().map((app) => [app.package, app])).values()].reverse();
  }
  const running = apps.get(target);
  if (running !== null) {
    return [running];
  }
  const mayStart = (intent.flags & INCLUDE_STOPPED) !== 0 && packages.get(target) !== null;
  return mayStart ? [await apps.start(target)] : [];
}

async function deliver(app: RunningApp, intent: IntentRequest, before: Result): Promise<Result> {
  const answer = await app.call('broadcast', {
    ...(intent.action === null ? {} : { action: intent.action }),
    ...(intent.component === null ? {} : { component: formatComponent(intent.component) }),
    ...(intent.package === null ? {} : { package: intent.package }),
    ...(intent.data === null ? {} : { data: intent.data }),
    ...(intent.type === null ? {} : { type: intent.type }),
    ...(before.data === null ? {} : { result: before.data }),
    categories: intent.categories,
    code: before.code,
    extras: intent.extras,
    flags: intent.flags,
  });
  return {
    code: typeof answer['code'] === 'number' ? answer['code'] : before.code,
    data: typeof answer['result'] === 'string' ? answer['result'] : null,
    extras: typeof answer['extras'] === 'string' ? answer['extras'] : null,
  };
}
