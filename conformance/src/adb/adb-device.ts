import type { Duplex } from 'node:stream';
import type { Client, DeviceClient } from '@devicefarmer/adbkit';
import { until, within } from '../wait.ts';
import { AdbError } from './adb-error.ts';
import { readShell, type ShellOutput, type ShellResult } from './shell-v2.ts';
import { parseDump, type UiNode } from './ui-dump.ts';

const COMMAND_MS = 30_000;
const BOOT_MS = 60_000;
const DUMP_PATH = '/sdcard/quhao-window.xml';

/** AOSP cmds/uiautomator DumpCommand.java: what it says between two windows. */
const NO_WINDOW = /null root node returned|could not get idle state/;

/** A shell command that goes on, with the way to end it. */
export interface ShellStream {
  /** The exit code; null where the stream broke off without one. */
  readonly ended: Promise<number | null>;
  close(): void;
}

/** One device as the suite drives it: the same for a phone and for the virtual handset. */
export class AdbDevice {
  readonly serial: string;
  readonly #device: DeviceClient;

  constructor(client: Client, serial: string) {
    this.serial = serial;
    this.#device = client.getDevice(serial);
  }

  /** Connects to a device's adb port and waits until it is there and has booted. */
  static async connect(client: Client, host: string, port: number): Promise<AdbDevice> {
    const serial = `${host}:${port}`;
    try {
      await client.connect(host, port);
    } catch (cause) {
      throw new AdbError('CONNECT', `adb connect ${serial} failed: ${String(cause)}. Is the handset up?`, { cause });
    }
    return AdbDevice.attach(client, serial);
  }

  /** A device that the server already lists. */
  static async attach(client: Client, serial: string): Promise<AdbDevice> {
    const device = new AdbDevice(client, serial);
    const booted = await until(async () => ((await device.isBooted()) ? true : null), BOOT_MS);
    if (booted === null) {
      const listed =
        (await client.listDevices()).map((one: { id: string; type: string }) => `${one.id} ${one.type}`).join(', ') || 'none';
      throw new AdbError(
        'CONNECT',
        `device ${serial} did not boot within ${BOOT_MS} ms; adb lists: ${listed}. Look at \`adb devices\`.`,
      );
    }
    return device;
  }

  /** Runs a command and gives everything it said. Its exit code is the caller's to judge. */
  async shell(command: string): Promise<ShellResult> {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const stream = await this.stream(command, {
      onStdout: (chunk) => stdout.push(chunk),
      onStderr: (chunk) => stderr.push(chunk),
    });
    const late = (): AdbError => new AdbError('SHELL', `\`${command}\` did not end within ${COMMAND_MS} ms on ${this.serial}`);
    try {
      const exitCode = await within(stream.ended, COMMAND_MS, late);
      if (exitCode === null) {
        throw new AdbError(
          'SHELL',
          `\`${command}\` broke off without an exit code on ${this.serial}. Is the device still there?`,
        );
      }
      return { exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
    } finally {
      stream.close();
    }
  }

  /** Output of a command that must succeed. */
  async run(command: string): Promise<string> {
    const result = await this.shell(command);
    const stdout = result.stdout.toString();
    if (result.exitCode !== 0) {
      const said = (result.stderr || stdout).trim().slice(0, 400);
      throw new AdbError('SHELL', `\`${command}\` ended with ${result.exitCode} on ${this.serial}: ${said}`);
    }
    return stdout;
  }

  /** Starts a command that goes on (instrumentation, log). */
  async stream(command: string, output: ShellOutput): Promise<ShellStream> {
    const socket = await this.#open(`shell,v2,raw:${command}`);
    const ended = readShell(socket, output).catch(() => null);
    return { ended, close: () => socket.destroy() };
  }

  /** A connection to a loopback port of the device: what `adb forward` gives, without a port of the host. */
  async openPort(port: number): Promise<Duplex> {
    return this.#device.openTcp(port);
  }

  async install(apkPath: string): Promise<void> {
    try {
      await this.#device.install(apkPath);
    } catch (cause) {
      throw new AdbError('INSTALL', `installing ${apkPath} on ${this.serial} failed: ${String(cause)}`, { cause });
    }
  }

  /** The device's port leads to the same port of this machine, until `removeReverse`. */
  async reverse(port: number): Promise<void> {
    await this.#device.reverse(`tcp:${port}`, `tcp:${port}`);
  }

  /** adbkit cannot take a reverse back. */
  async removeReverse(port: number): Promise<void> {
    const socket = await this.#open(`reverse:killforward:tcp:${port}`);
    const reply = Buffer.concat(await socket.toArray()).toString();
    if (!reply.startsWith('OKAY')) {
      throw new AdbError('REVERSE', `removing reverse tcp:${port} on ${this.serial} was answered ${reply}`);
    }
  }

  /** The screen as PNG. */
  async screencap(): Promise<Buffer> {
    const { exitCode, stdout, stderr } = await this.shell('screencap -p');
    const isPng = stdout.subarray(1, 4).toString('latin1') === 'PNG';
    if (exitCode !== 0 || !isPng) {
      throw new AdbError('SCREEN', `screencap -p ended with ${exitCode} and no PNG: ${stderr.trim()}`);
    }
    return stdout;
  }

  /** The views on screen, as uiautomator sees them; none while no window is there (an app comes or goes). */
  async dump(): Promise<readonly UiNode[]> {
    const command = `uiautomator dump ${DUMP_PATH} >/dev/null && cat ${DUMP_PATH}`;
    const { exitCode, stdout, stderr } = await this.shell(command);
    const said = stdout.toString() + stderr;
    if (NO_WINDOW.test(said)) {
      return [];
    }
    if (exitCode !== 0 || !said.includes('<hierarchy')) {
      throw new AdbError('SCREEN', `uiautomator dump ended with ${exitCode} and no hierarchy: ${said.slice(0, 200)}`);
    }
    return parseDump(stdout.toString());
  }

  async tap(x: number, y: number): Promise<void> {
    await this.run(`input tap ${x} ${y}`);
  }

  async key(code: number): Promise<void> {
    await this.run(`input keyevent ${code}`);
  }

  async property(name: string): Promise<string> {
    return (await this.run(`getprop ${name}`)).trim();
  }

  async clearLog(): Promise<void> {
    await this.run('logcat -c');
  }

  /** Log lines since the last clear, in `threadtime` form. */
  async log(): Promise<readonly string[]> {
    return (await this.run('logcat -d -v threadtime')).split('\n').filter((line) => line !== '');
  }

  private async isBooted(): Promise<boolean> {
    return this.property('sys.boot_completed').then(
      (value) => value === '1',
      () => false,
    );
  }

  /** A service that adbkit has no method for. */
  async #open(service: string): Promise<Duplex> {
    const connection = await this.#transport();
    const name = Buffer.from(service);
    connection.write(Buffer.concat([Buffer.from(name.length.toString(16).padStart(4, '0').toUpperCase()), name]));
    const reply = await connection.parser.readAscii(4);
    if (reply === 'OKAY') {
      return connection.parser.raw();
    }
    const reason = reply === 'FAIL' ? (await connection.parser.readValue()).toString() : reply;
    connection.end();
    throw new AdbError('SHELL', `${this.serial} refused ${service}: ${reason}`);
  }

  /** adbkit would start a server of its own where none answers; ours is not replaced, so that shows as a missing binary. */
  async #transport(): Promise<Awaited<ReturnType<DeviceClient['transport']>>> {
    try {
      return await this.#device.transport();
    } catch (cause) {
      throw new AdbError(
        'SERVER',
        `the adb server does not lead to ${this.serial}: ${String(cause)}. Is device and server still there?`,
        { cause },
      );
    }
  }
}
