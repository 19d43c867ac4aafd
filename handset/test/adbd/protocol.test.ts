import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeMessage, MAX_PAYLOAD, type Message, MessageReader, VERSION_SKIP_CHECKSUM } from '../../src/adbd/message.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

let handset: TestHandset;

beforeAll(async () => {
  handset = await startTestHandset();
});

afterAll(async () => await handset.close());

/** A host that speaks adb without a server, to send what a stock adb server rarely sends. */
class RawHost {
  readonly #socket;
  readonly #reader = new MessageReader();
  readonly #received: Message[] = [];
  #wake: () => void = () => undefined;
  isClosed = false;

  constructor(port: number) {
    this.#socket = connect({ host: '127.0.0.1', port });
    this.#socket.on('data', (chunk) => {
      this.#received.push(...this.#reader.push(chunk));
      this.#wake();
    });
    this.#socket.on('close', () => {
      this.isClosed = true;
      this.#wake();
    });
  }

  send(command: Message['command'], [arg0, arg1]: readonly [number, number], payload = ''): void {
    this.#socket.write(encodeMessage({ command, arg0, arg1, payload: Buffer.from(payload) }, { checksum: true }));
  }

  sendBytes(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  async next(): Promise<Message | null> {
    while (this.#received.length === 0 && !this.isClosed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#received.shift() ?? null;
  }

  async greet(): Promise<Message | null> {
    this.send('CNXN', [0x0100_0000, 4096], 'host::\0');
    return await this.next();
  }

  close(): void {
    this.#socket.destroy();
  }
}

async function withHost(work: (host: RawHost) => Promise<void>): Promise<void> {
  const host = new RawHost(handset.port);
  try {
    await work(host);
  } finally {
    host.close();
  }
}

function sumOf(payload: Buffer): number {
  return payload.reduce((sum, byte) => sum + byte, 0);
}

test('greets with properties and features', async () => {
  await withHost(async (host) => {
    const hello = await host.greet();
    expect(hello).toMatchObject({ command: 'CNXN', arg0: VERSION_SKIP_CHECKSUM, arg1: MAX_PAYLOAD });
    expect(hello?.payload.toString()).toBe(
      'device::ro.product.name=quhao;ro.product.model=quhao handset;ro.product.device=quhao;features=shell_v2,cmd,stat_v2,ls_v2,fixed_push_mkdir,fixed_push_symlink_timestamp,sendrecv_v2,sendrecv_v2_dry_run_send,sendrecv_v2_brotli,sendrecv_v2_lz4',
    );
  });
});

test('sends byte sums to a host of the old version and observes its maximum payload', async () => {
  await withHost(async (host) => {
    await host.greet();
    host.send('OPEN', [7, 0], 'exec:cat\0');
    const okay = await host.next();
    expect(okay).toMatchObject({ command: 'OKAY', arg1: 7 });
    const raw = encodeMessage({ command: 'WRTE', arg0: 1, arg1: 2, payload: Buffer.from('abc') }, { checksum: true });
    expect(raw.readUInt32LE(16)).toBe(sumOf(Buffer.from('abc')));
    host.send('WRTE', [7, okay?.arg0 ?? 0], 'x'.repeat(4096));
    const first = [await host.next(), await host.next()].find((message) => message?.command === 'WRTE');
    expect(first?.payload.length).toBeLessThanOrEqual(4096);
  });
});

test('has one WRTE in flight and continues after OKAY', async () => {
  await withHost(async (host) => {
    await host.greet();
    host.send('OPEN', [1, 0], 'exec:echo one; echo two\0');
    const okay = await host.next();
    const one = await host.next();
    expect(one).toMatchObject({ command: 'WRTE', arg0: okay?.arg0, payload: Buffer.from('one\n') });
    host.send('OKAY', [1, okay?.arg0 ?? 0]);
    expect(await host.next()).toMatchObject({ command: 'WRTE', payload: Buffer.from('two\n') });
    host.send('OKAY', [1, okay?.arg0 ?? 0]);
    expect(await host.next()).toMatchObject({ command: 'CLSE', arg0: okay?.arg0, arg1: 1 });
  });
});

test('refuses unknown services with CLSE', async () => {
  await withHost(async (host) => {
    await host.greet();
    for (const [id, service] of ['jdwpx', 'shellfish:', 'track-app', 'abb_exec:package'].entries()) {
      host.send('OPEN', [id + 1, 0], `${service}\0`);
      expect(await host.next()).toMatchObject({ command: 'CLSE', arg0: 0, arg1: id + 1 });
    }
  });
});

test.each([
  ['root:', 'adbd cannot run as root in production builds\n'],
  ['unroot:', 'adbd not running as root\n'],
  ['remount:', 'Not running as root. Try "adb root" first.\n'],
  ['tcpip:0', 'invalid port: 0\n'],
  ['tcpip:5555', 'this handset keeps its TCP port: --port of quhao handset start names another\n'],
  ['usb:', 'this handset has no USB: it stays on its TCP port\n'],
  ['reboot:bootloader', 'this handset cannot reboot: end its process and start it again\n'],
  ['track-jdwp', '0000'],
])('answers %s with a text', async (service, text) => {
  await withHost(async (host) => {
    await host.greet();
    host.send('OPEN', [1, 0], `${service}\0`);
    expect(await host.next()).toMatchObject({ command: 'OKAY' });
    const payload = (await host.next())?.payload ?? Buffer.alloc(0);
    expect(Buffer.from(payload).toString('utf8')).toBe(text);
  });
});

test('answers a WRTE for an unknown stream with CLSE', async () => {
  await withHost(async (host) => {
    await host.greet();
    host.send('WRTE', [5, 99], 'x');
    expect(await host.next()).toMatchObject({ command: 'CLSE', arg0: 99, arg1: 5 });
  });
});

test('opens a stream to a host only for what that host has reversed', async () => {
  await withHost(async (host) => {
    await host.greet();
    expect(await handset.device.reverse.open('tcp:7701')).toBeNull();
    host.send('OPEN', [1, 0], 'reverse:forward:tcp:7701;tcp:8080\0');
    expect((await host.next())?.command).toBe('OKAY');
    expect((await host.next())?.payload.toString()).toBe('OKAY00047701');
    const opening = handset.device.reverse.open('tcp:7701');
    let open = await host.next();
    while (open?.command !== 'OPEN') {
      open = await host.next();
    }
    // Without the trailing NUL a stock server exits.
    expect(open.payload.toString()).toBe('tcp:8080\0');
    host.send('CLSE', [0, open.arg0]);
    expect(await opening).toBeNull();
  });
});

test('disconnects a peer that does not speak adb and serves the next one', async () => {
  await withHost(async (host) => {
    host.sendBytes(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    expect(await host.next()).toBeNull();
    expect(host.isClosed).toBe(true);
  });
  await withHost(async (host) => expect((await host.greet())?.command).toBe('CNXN'));
});

test('disconnects a peer that announces more than 1 MiB', async () => {
  await withHost(async (host) => {
    await host.greet();
    const header = encodeMessage({ command: 'OPEN', arg0: 1, arg1: 0, payload: Buffer.alloc(0) }, { checksum: false });
    header.writeUInt32LE(MAX_PAYLOAD + 1, 12);
    host.sendBytes(header);
    expect(await host.next()).toBeNull();
  });
});

test('opens no stream before the greeting', async () => {
  await withHost(async (host) => {
    host.send('OPEN', [1, 0], 'exec:echo early\0');
    expect(await host.greet()).toMatchObject({ command: 'CNXN' });
    host.send('OPEN', [2, 0], 'exec:sleep 0.05; echo late\0');
    const answers = [await host.next(), await host.next()];
    expect(answers.map((message) => [message?.command, message?.arg1])).toEqual([
      ['OKAY', 2],
      ['WRTE', 2],
    ]);
  });
});

test('acknowledges only a bounded number of bytes when no command reads them', async () => {
  await withHost(async (host) => {
    await host.greet();
    host.send('OPEN', [1, 0], 'exec:sleep 30\0');
    const okay = await host.next();
    let acknowledged = 0;
    for (let isAcknowledged = true; isAcknowledged && acknowledged < 4_000_000; ) {
      host.send('WRTE', [1, okay?.arg0 ?? 0], 'x'.repeat(4096));
      host.send('OPEN', [2, 0], 'no such service\0');
      let answer = await host.next();
      isAcknowledged = false;
      while (answer?.command !== 'CLSE') {
        isAcknowledged ||= answer?.command === 'OKAY';
        answer = await host.next();
      }
      acknowledged += isAcknowledged ? 4096 : 0;
    }
    expect(acknowledged).toBeGreaterThan(100_000);
    expect(acknowledged).toBeLessThan(600_000);
  });
});

test('a port that two hosts have reversed leads to the host that remains connected', async () => {
  const reverse = async (host: RawHost, local: string) => {
    await host.greet();
    host.send('OPEN', [1, 0], `reverse:forward:tcp:7702;${local}\0`);
    while ((await host.next())?.command !== 'WRTE') {
      // The OKAY of the stream comes before the answer.
    }
  };
  await withHost(async (staying) => {
    await reverse(staying, 'tcp:1111');
    await withHost(async (leaving) => await reverse(leaving, 'tcp:2222'));
    await withHost(async (other) => void (await other.greet()));
    const opening = handset.device.reverse.open('tcp:7702');
    let open = await staying.next();
    while (open !== null && open.command !== 'OPEN') {
      open = await staying.next();
    }
    expect(open?.payload.toString()).toBe('tcp:1111\0');
    staying.send('CLSE', [0, open?.arg0 ?? 0]);
    expect(await opening).toBeNull();
  });
});
