import { Option } from 'commander';

/** The flags that lead an SDK to the simulator whose hosts are built in, for `conform` and `probe`. */
export interface RouteFlags {
  readonly route?: readonly string[];
  readonly dialect?: string;
}

export function routeFlags(): readonly Option[] {
  return [
    new Option(
      '--route <host=plane>',
      'lead a host of the SDK to the gateway: HOST[:PORT]=bearer (number requests) or =token; repeatable; * is every host (docs/any-sdk.md §5)',
    ).argParser((value: string, former: readonly string[] | undefined) => [...(former ?? []), value]),
    new Option('--dialect <file>', 'how the SDK speaks: an ES module that exports a ClientDialect (default quhao-1)'),
  ];
}
