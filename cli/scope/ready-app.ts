import type { RemoteScope } from '../../simulator/src/client/remote-scope.ts';
import type { App } from '../../simulator/src/model/documents.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';

const READY_APPID = '300000000001';

/** The app that a scope has from its start: that of its personas, else the one with the ready appid; undefined where it has neither. */
export async function readyApp(scope: RemoteScope): Promise<App | undefined> {
  const [apps, { personas }] = await Promise.all([scope.apps(), scope.report()]);
  return apps.find(({ appid }) => appid === personas?.app) ?? apps.find(({ appid }) => appid === READY_APPID);
}

/** The app that is named, else the ready one, else the only one of the scope. */
export async function appOf(scope: RemoteScope, appid: string | undefined): Promise<App> {
  if (appid !== undefined) {
    return scope.app(appid);
  }
  const apps = await scope.apps();
  const app = (await readyApp(scope)) ?? (apps.length === 1 ? apps[0] : undefined);
  if (app !== undefined) {
    return app;
  }
  if (apps.length === 0) {
    throw new CliError(
      `scope ${scope.id} has no app. One with an app and numbers: quhao scope create NAME --preset personas; or put them: PUT /v1/apps/{appid}?scope=${scope.id}`,
      EXIT_USAGE,
    );
  }
  const names = apps.map((one) => one.appid).join(', ');
  throw new CliError(`scope ${scope.id} has the apps ${names}: say which with --appid`, EXIT_USAGE);
}
