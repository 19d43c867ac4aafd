import type { Duplex } from 'node:stream';
import type { Client, DeviceClient } from '@devicefarmer/adbkit';
import { until, within } from '../wait.ts';
import { AdbError } from './adb-error.ts';
import type { AdbServer } from './adb-server.ts';
import { cureOfState } from './device-states.ts';
import { readShell, type ShellOutput, type ShellResult } from './shell-v2.ts';

const COMMAND_MS = 30_000;
const BOOT_MS = 60_000;
const ANSWER_MS = 3_000;
/** android.util.DisplayMetrics.DENSITY_DEFAULT. */
const BASE_DPI = 160;
/** Longer than android.view.ViewConfiguration takes for a long press. */
const HOLD_MS = 800;
const DUMP_PATH = '/sdcard/quhao-window.xml';

/** AOSP cmds/uiautomator DumpCommand.java: its output while one window is replaced by another. */
const NO_WINDOW = /null root node returned|could not get idle state/;

interface ListedDevice {
  readonly id: string;
  readonly type: string;
}

async function listDevices(client: Client): Promise<readonly ListedDevice[]> {
  return (await client.listDevices()) as readonly ListedDevice[];
}

function describeDevices(devices: readonly ListedDevice[]): string {
  return devices.map(({ id, type }) => `${id} ${type}`).join(', ') || 'none';
}

/** A shell command that keeps running. */
export interface ShellStream {
  /** The exit code; null where the stream ended without one. */
  readonly ended: Promise<number | null>;
  close(): void;
}

/** One device as the suite drives it: a phone and the virtual handset alike. */
export class AdbDevice {
  readonly serial: string;
  /** The user's home folder, in which an emulator's console has its token; null: that of this process. */
  readonly home: string | null;
  readonly #device: DeviceClient;

  constructor(client: Client, serial: string, home: string | null = null) {
    this.serial = serial;
    this.home = home;
    this.#device = client.getDevice(serial);
  }

  /** Connects to a device's adb port and waits until it is there and has booted. */
  static async connect(client: Client, host: string, port: number): Promise<AdbDevice> {
    const serial = `${host}:${port}`;
    try {
      await client.connect(host, port);
    } catch (error) {
      throw new AdbError('CONNECT', `adb connect ${serial} failed: ${String(error)}. Is the handset up?`, { cause: error });
    }
    return AdbDevice.attach(client, serial);
  }

  /** The same for a device that the user's server must list already: what is not there is not waited for. */
  static async attachListed({ client, port }: Pick<AdbServer, 'client' | 'port'>, serial: string): Promise<AdbDevice> {
    await AdbDevice.requireListed({ client, port }, serial);
    return AdbDevice.attach(client, serial);
  }

  /** Throws AdbError with what to do where the server does not list the device as one that can be used. */
  static async requireListed({ client, port }: Pick<AdbServer, 'client' | 'port'>, serial: string): Promise<void> {
    const devices = await listDevices(client).catch((error: unknown) => {
      const message = `no adb server answers on port ${port}. Start it: adb start-server`;
      throw new AdbError('SERVER', message, { cause: error });
    });
    const listed = devices.find(({ id }) => id === serial);
    if (listed === undefined) {
      throw new AdbError('CONNECT', `there is no device ${serial}; \`adb devices\` lists: ${describeDevices(devices)}`);
    }
    const cure = cureOfState(listed.type);
    if (cure !== null) {
      throw new AdbError('CONNECT', `device ${serial} is ${listed.type}; ${cure}`);
    }
  }

  /** Waits until a device that the server lists has booted. */
  static async attach(client: Client, serial: string): Promise<AdbDevice> {
    const device = new AdbDevice(client, serial);
    const booted = await until(async () => ((await device.#isBooted()) ? true : null), BOOT_MS);
    if (booted === null) {
      const listed = describeDevices(await listDevices(client).catch(() => []));
      throw new AdbError('CONNECT', `device ${serial} did not boot within ${BOOT_MS} ms; \`adb devices\` lists: ${listed}.`);
    }
    return device;
  }

  /** Runs a command and returns its output. The caller judges the exit code. */
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
        const message = `\`${command}\` ended without an exit code on ${this.serial}. Is the device still connected?`;
        throw new AdbError('SHELL', message);
      }
      return { exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
    } finally {
      stream.close();
    }
  }

  /** Runs a command that must succeed and returns its output. */
  async run(command: string): Promise<string> {
    const result = await this.shell(command);
    const stdout = result.stdout.toString();
    if (result.exitCode !== 0) {
      const output = (result.stderr || stdout).trim().slice(0, 400);
      throw new AdbError('SHELL', `\`${command}\` ended with ${result.exitCode} on ${this.serial}: ${output}`);
    }
    return stdout;
  }

  /** Starts a command that keeps running. */
  async stream(command: string, output: ShellOutput): Promise<ShellStream> {
    const socket = await this.#open(`shell,v2,raw:${command}`);
    const ended = readShell(socket, output).catch(() => null);
    return { ended, close: () => socket.destroy() };
  }

  /** Connects to a loopback port of the device, as `adb forward` does, without a port of the host. */
  async openPort(port: number): Promise<Duplex> {
    try {
      return await this.#device.openTcp(port);
    } catch (error) {
      throw new AdbError('CONNECT', `port ${port} of ${this.serial} cannot be opened: ${String(error)}`, { cause: error });
    }
  }

  async install(apkPath: string): Promise<void> {
    try {
      await this.#device.install(apkPath);
    } catch (error) {
      throw new AdbError('INSTALL', `installing ${apkPath} on ${this.serial} failed: ${String(error)}`, { cause: error });
    }
  }

  /** Makes the device's port lead to the same port of this machine, until `removeReverse`. */
  async reverse(port: number): Promise<void> {
    try {
      await this.#device.reverse(`tcp:${port}`, `tcp:${port}`);
    } catch (error) {
      throw new AdbError('REVERSE', `adb reverse tcp:${port} on ${this.serial} failed: ${String(error)}`, { cause: error });
    }
  }

  /** adbkit has no method that removes a reverse. */
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

  /** The views on screen, as uiautomator writes them: XML. `<hierarchy/>` while there is no window (an app starts or ends). */
  async dump(): Promise<string> {
    const command = `uiautomator dump ${DUMP_PATH} >/dev/null && cat ${DUMP_PATH}`;
    const { exitCode, stdout, stderr } = await this.shell(command);
    const output = stdout.toString() + stderr;
    if (NO_WINDOW.test(output)) {
      return '<hierarchy/>';
    }
    if (exitCode !== 0 || !output.includes('<hierarchy')) {
      throw new AdbError('SCREEN', `uiautomator dump ended with ${exitCode} and no hierarchy: ${output.slice(0, 200)}`);
    }
    return stdout.toString();
  }

  /** Pixels a dp: an override counts, where there is one. */
  async density(): Promise<number> {
    const output = await this.run('wm density');
    const [dpi] = [...output.matchAll(/density: (\d+)/g)].map((match) => Number(match[1])).slice(-1);
    if (dpi === undefined || dpi === 0) {
      throw new AdbError('SCREEN', `wm density gave no density: ${output.trim().slice(0, 200)}`);
    }
    return dpi / BASE_DPI;
  }

  async tap(x: number, y: number): Promise<void> {
    await this.run(`input tap ${x} ${y}`);
  }

  async hold(x: number, y: number): Promise<void> {
    await this.run(`input swipe ${x} ${y} ${x} ${y} ${HOLD_MS}`);
  }

  async key(code: number): Promise<void> {
    await this.run(`input keyevent ${code}`);
  }

  async property(name: string): Promise<string> {
    return (await this.run(`getprop ${name}`)).trim();
  }

  /** False where it has not answered the simplest command in a while. */
  async isThere(): Promise<boolean> {
    const late = (): AdbError => new AdbError('CONNECT', `${this.serial} does not answer`);
    return within(this.#isBooted(), ANSWER_MS, late).catch((error: unknown) => {
      if (error instanceof AdbError) {
        return false;
      }
      throw error;
    });
  }

  async clearLog(): Promise<void> {
    await this.run('logcat -c');
  }

  /** Log lines since the last clear, in `threadtime` form. */
  async log(): Promise<readonly string[]> {
    return (await this.run('logcat -d -v threadtime')).split('\n').filter((line) => line !== '');
  }

  async #isBooted(): Promise<boolean> {
    return this.property('sys.boot_completed').then(
      (value) => value === '1',
      () => false,
    );
  }

  /** Opens a service that adbkit has no method for. */
  async #open(service: string): Promise<Duplex> {
    const connection = await this.#transport();
    const name = Buffer.from(service);
    connection.write(Buffer.concat([Buffer.from(name.length.toString(16).padStart(4, '0').toUpperCase()), name]));
    try {
      const reply = await connection.parser.readAscii(4);
      if (reply === 'OKAY') {
        return connection.parser.raw();
      }
      const reason = reply === 'FAIL' ? (await connection.parser.readValue()).toString() : reply;
      connection.end();
      throw new AdbError('SHELL', `${this.serial} refused ${service}: ${reason}`);
    } catch (error) {
      throw error instanceof AdbError ? error : this.#serverError(error);
    }
  }

  /** Where no server answers, adbkit tries to start one; `clientFor` gives it a binary that does not exist, so it fails here. */
  async #transport(): Promise<Awaited<ReturnType<DeviceClient['transport']>>> {
    try {
      return await this.#device.transport();
    } catch (error) {
      throw this.#serverError(error);
    }
  }

  #serverError(cause: unknown): AdbError {
    const message = `the adb server does not lead to ${this.serial}: ${String(cause)}. Are device and server still running?`;
    return new AdbError('SERVER', message, { cause });
  }
}
