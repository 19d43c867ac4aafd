import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAdbd } from '../../src/adbd/adbd.ts';
import type { HandsetKind } from '../../src/device.ts';
import { virtualFilesOf } from '../../src/files/device-files.ts';
import { FileTree } from '../../src/files/file-tree.ts';
import { describeIdentity } from '../../src/identity.ts';
import { COMMAND_FILES } from '../../src/shell/command-files.ts';
import { createShell, type DeviceShell } from '../../src/shell/shell.ts';
import { FakeDevice } from './fake-device.ts';

export interface TestHandset {
  readonly device: FakeDevice;
  readonly files: FileTree;
  readonly shell: DeviceShell;
  readonly folder: string;
  /** The handset's name in adb. */
  readonly serial: string;
  readonly port: number;
  /** Errors that adbd reported. */
  readonly errors: unknown[];
  close(): Promise<void>;
}

/** Starts adbd, shell and files as the handset composes them, on a device in memory. */
export async function startTestHandset(
  options: { readonly port?: number; readonly kind?: HandsetKind } = {},
): Promise<TestHandset> {
  const folder = await mkdtemp(join(tmpdir(), 'quhao-handset-'));
  const device = new FakeDevice(join(folder, 'packages'), options.kind);
  const files = await FileTree.open({ folder, virtual: () => [...virtualFilesOf(device)(), ...COMMAND_FILES] });
  const identity = describeIdentity(device.kind, device.name);
  const shell = createShell(device, { files, identity, isBooted: () => true });
  const errors: unknown[] = [];
  const adbd = await startAdbd(device, {
    host: '127.0.0.1',
    port: options.port ?? 0,
    identity,
    shell,
    files,
    reverse: device.reverse,
    onError: (error) => errors.push(error),
  });
  return {
    device,
    files,
    shell,
    folder,
    serial: `127.0.0.1:${adbd.port}`,
    port: adbd.port,
    errors,
    async close() {
      shell.close();
      await adbd.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
