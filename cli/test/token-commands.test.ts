import { describe, expect, test } from 'vitest';
import { READY_APP } from '../../simulator/src/simulator.ts';
import { runQuhao } from './run-quhao.ts';
import { ServedCommands } from './served-commands.ts';

/** The tokens of a running server. */

const served = new ServedCommands();
const { json, mint, quhao } = served;

async function personasOf(id: string): Promise<{ readonly app: string }> {
  const scopes = await json<readonly { id: string; personas: { app: string } }[]>('scope', 'list');
  return scopes.find((scope) => scope.id === id)?.personas ?? { app: 'none' };
}

describe('token', () => {
  test('what is minted is exchanged once, by the keys that the simulator holds', async () => {
    const token = await mint();
    const first = await runQuhao(['token', 'exchange', '-'], { env: served.env, input: token });
    expect([first.code, first.stdout]).toEqual([0, '103000 SUCCESS · number 154****0001\n']);
    const second = await runQuhao(['token', 'exchange', '-'], { env: served.env, input: token });
    expect([second.code, second.stdout]).toEqual([1, expect.stringMatching(/^104201 TOKEN_INVALID\n#\d+ [\s\S]*used/)]);
    expect(second.stdout).not.toContain(token);
  });

  test('verify says whether the number is that of the phone', async () => {
    const token = (await quhao('token', 'mint', '--capability', 'check')).stdout;
    const own = await runQuhao(['token', 'verify', '-'], { env: served.env, input: token });
    expect([own.code, own.stdout]).toEqual([0, '000 OWN_NUMBER · the number is the phone’s own\n']);
    const other = (await quhao('token', 'mint', '--capability', 'check')).stdout;
    const foreign = await runQuhao(['token', 'verify', '-', '--msisdn', '15400000002'], { env: served.env, input: other });
    expect([foreign.code, foreign.stdout]).toEqual([1, expect.stringMatching(/^001 NOT_OWN_NUMBER/)]);
  });

  test('an answer that does not come ends with the limit, and what held it', async () => {
    await quhao('fault', 'hold', '--next');
    const run = await runQuhao(['token', 'exchange', '-', '--timeout', '2s'], { env: served.env, input: await mint() });
    expect([run.code, run.stdout]).toEqual([
      1,
      expect.stringMatching(/^no answer within 2000 ms\n[\s\S]*fault fault-\d+ acted here: hold/),
    ]);
    await served.simulator.defaultScope.release();
  });

  test('over TLS a fault of the certificate is what the client gets', async () => {
    const token = await mint();
    const armed = await quhao('fault', 'add', 'tls-expired', '--next');
    expect(armed.stdout).toContain('quhao token exchange FILE --tls');
    const run = await runQuhao(['token', 'exchange', '-', '--tls'], { env: served.env, input: token });
    expect([run.code, run.stdout]).toEqual([1, expect.stringMatching(/^no answer: CERT_HAS_EXPIRED/)]);
    expect((await runQuhao(['token', 'exchange', '-', '--tls'], { env: served.env, input: token })).code).toBe(0);
  });

  test('in a scope of its own the app of its personas is the ready one, and a colleague is given its keys', async () => {
    const created = await quhao('scope', 'create', 'mine', '--preset', 'personas');
    const { app: appid } = await personasOf('mine');
    expect(created.stdout).toContain(
      `app       ${appid} · appKey ${READY_APP.appKey}\n          appSecret ${READY_APP.appSecret}`,
    );
    expect(created.stdout).toContain(`exchange  ${served.simulator.urls.exchange} `);
    const token = await quhao('token', 'mint', '--scope', 'mine');
    const used = await runQuhao(['token', 'exchange', '-', '--scope', 'mine'], { env: served.env, input: token.stdout });
    expect([used.code, used.stdout, used.stderr]).toEqual([0, '103000 SUCCESS · number 154****0001\n', '']);
    await quhao('scope', 'end', 'mine');
  });

  test('what is missing for a token is named, with the way to get it', async () => {
    expect((await quhao('scope', 'create', 'bare')).stdout).toMatch(/none yet; with --preset personas there is one/);
    const bare = await quhao('token', 'mint', '--scope', 'bare');
    expect([bare.code, bare.stderr]).toEqual([
      64,
      expect.stringMatching(/scope bare has no app\. .*--preset personas.*PUT \/v1\/apps/),
    ]);
    await quhao('scope', 'end', 'bare');
    expect((await quhao('token', 'mint', '--msisdn', '15499999999')).stderr).toMatch(/has no subscriber 154\*{4}9999/);
    expect((await quhao('token', 'mint', '--appid', '300000000999')).stderr).toMatch(/300000000999/);
  });

  test('a missing file and an empty input are wrong usage', async () => {
    expect(await quhao('token', 'exchange', '/missing/token')).toMatchObject({ code: 64, stdout: '' });
    expect(await runQuhao(['token', 'exchange', '-'], { env: served.env, input: ' ' })).toMatchObject({ code: 64, stdout: '' });
  });
});
