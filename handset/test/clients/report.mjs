import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

export const plan = JSON.parse(process.env.QUHAO_CLIENTS ?? '{}');

/** Runs a client's checks by feature and prints a line for each. A check that throws is wrong. */
export async function report(client, version, checks) {
  for (const [feature, check] of Object.entries(checks)) {
    let limit;
    const late = new Promise((_resolve, reject) => {
      limit = setTimeout(() => reject(new Error('no end after 60 s')), 60_000);
    });
    const detail = await Promise.race([check(), late]).then(
      () => null,
      (error) =>
        String(error?.message ?? error)
          .split('\n')
          .slice(0, 3)
          .join(' '),
    );
    clearTimeout(limit);
    console.log(JSON.stringify({ client, version, feature, result: detail === null ? 'right' : 'wrong', detail }));
  }
}

export function equal(got, wanted) {
  const [one, other] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (one !== other) {
    throw new Error(`expected ${other}, got ${one?.slice(0, 300)}`);
  }
}

export function matches(got, wanted) {
  if (!wanted.test(got)) {
    throw new Error(`expected ${wanted}, got ${String(got).slice(0, 300)}`);
  }
}

export function digest(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Sends bytes to a port of the host and expects them back. */
export async function echoes(port) {
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('there and back');
  let got = '';
  for await (const chunk of socket) {
    got += chunk;
    if (got.length >= 14) {
      break;
    }
  }
  socket.destroy();
  equal(got, 'there and back');
}

export function isPicture(png) {
  equal([png.readUInt32BE(16), png.readUInt32BE(20)], [720, 1440]);
}
