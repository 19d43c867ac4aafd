/** What the handset says it is, in the adb banner and in `getprop`. */
export interface Identity {
  readonly product: string;
  readonly model: string;
  readonly device: string;
  readonly manufacturer: string;
  readonly serial: string;
}

/** `serial` is the handset's name (`quhao-1`), as `getprop ro.serialno` prints it. adb lists the handset by its address. */
export function describeIdentity({ product, model, device, manufacturer }: Omit<Identity, 'serial'>, serial: string): Identity {
  return { product, model, device, manufacturer, serial };
}
