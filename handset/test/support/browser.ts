import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

type Params = Readonly<Record<string, unknown>>;

interface Pending {
  readonly resolve: (result: Params) => void;
  readonly reject: (error: Error) => void;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

/** The browser of this machine: $CHROMIUM, else the first of the usual names on the path; null where there is none. */
export async function findBrowser(): Promise<string | null> {
  const chosen = process.env['CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(':');
  const files = chosen === undefined ? NAMES.flatMap((name) => folders.map((folder) => join(folder, name))) : [chosen];
  for (const file of files) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) {
      return file;
    }
  }
  return null;
}

/** A page in a headless Chromium, driven by its DevTools protocol over two pipes. */
export class BrowserPage {
  readonly #child: ChildProcess;
  readonly #home: string;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #session = '';

  private constructor(child: ChildProcess, home: string) {
    this.#child = child;
    this.#home = home;
    this.#read(child.stdio[4] as Readable);
    child.once('close', () => {
      for (const { reject } of this.#pending.values()) {
        reject(new Error('the browser has ended'));
      }
    });
  }

  static async open(browser: string, url: string): Promise<BrowserPage> {
    const home = await mkdtemp(join(tmpdir(), 'quhao-browser-'));
    const child = spawn(browser, [...FLAGS, `--user-data-dir=${home}`, '--window-size=1280,800'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const page = new BrowserPage(child, home);
    const { targetId } = await page.#send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await page.#send('Target.attachToTarget', { targetId, flatten: true });
    page.#session = String(sessionId);
    await page.#send('Emulation.setDeviceMetricsOverride', { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false });
    await page.#send('Page.enable');
    await page.#send('Page.navigate', { url });
    return page;
  }

  /** The value of a JavaScript expression; a promise is awaited. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    }
    return (result as { readonly value?: unknown }).value;
  }

  /** Waits until an expression is true. Throws with what the page shows when it never is. */
  async until(expression: string): Promise<void> {
    const deadline = Date.now() + 30_000;
    while ((await this.evaluate(`Boolean(${expression})`)) !== true) {
      if (Date.now() > deadline) {
        throw new Error(`never true: ${expression}; the page shows: ${await this.evaluate('document.body.innerText')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Moves the mouse from one place to another with its button pressed. */
  async drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const [button, clickCount] = ['left', 1];
    await this.#send('Input.dispatchMouseEvent', { type: 'mousePressed', x: from[0], y: from[1], button, clickCount });
    await this.#send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: to[0], y: to[1], button });
    await this.#send('Input.dispatchMouseEvent', { type: 'mouseReleased', x: to[0], y: to[1], button, clickCount });
  }

  async type(key: string): Promise<void> {
    await this.#send('Input.dispatchKeyEvent', { type: 'keyDown', key, ...(key.length === 1 ? { text: key } : {}) });
    await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', key });
  }

  /** PNG. */
  async screenshot(): Promise<Buffer> {
    const { data } = await this.#send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(String(data), 'base64');
  }

  async close(): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await closed;
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  #send(method: string, params: Params = {}): Promise<Params> {
    this.#lastId += 1;
    const id = this.#lastId;
    const session = this.#session === '' ? {} : { sessionId: this.#session };
    (this.#child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  #read(pipe: Readable): void {
    let buffer = '';
    pipe.setEncoding('utf8');
    pipe.on('data', (text: string) => {
      const messages = (buffer + text).split('\0');
      buffer = messages.pop() ?? '';
      for (const message of messages) {
        const { id, result, error } = JSON.parse(message) as { id?: number; result?: Params; error?: { message: string } };
        const pending = this.#pending.get(id ?? -1);
        this.#pending.delete(id ?? -1);
        if (error === undefined) {
          pending?.resolve(result ?? {});
        } else {
          pending?.reject(new Error(error.message));
        }
      }
    });
  }
}
