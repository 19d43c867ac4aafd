/** Where the probe's own classes are, whatever package its app has. */
const PACKAGE = 'app.quhao.probe';

/** An activity of the probe's, and none of the SDK's. */
export function isOfProbe(className: string): boolean {
  return className.startsWith(PACKAGE);
}
