import { describe, expect, test } from 'vitest';
import { ShellHandset } from '../support/shell-handset.ts';

const handset = new ShellHandset();
const { app } = handset;

describe('pm', () => {
  test('installs bytes from stdin and lists, reads and uninstalls the package', async () => {
    const apk = `APK ${app}\n${'x'.repeat(1000)}`;
    expect(await handset.run(`cmd package 'install' -S ${apk.length}`, apk)).toEqual({
      code: 0,
      stdout: 'Success\n',
      stderr: '',
    });
    expect(handset.device.packages.installedBytes.get(app)?.size).toBe(apk.length);
    expect((await handset.run('pm list packages 2>/dev/null')).stdout).toBe(`package:${app}\n`);
    expect((await handset.run('pm list packages -f -U example')).stdout).toBe(
      `package:/data/app/${app}/base.apk=${app} uid:10123\n`,
    );
    expect((await handset.run(`cat $(pm path ${app} | grep -o '/.*') | head -n 1`)).stdout).toBe(`APK ${app}\n`);
    expect((await handset.run(`pm uninstall ${app}`)).stdout).toBe('Success\n');
    expect(await handset.run(`pm uninstall ${app}`)).toMatchObject({
      code: 1,
      stdout: 'Failure [DELETE_FAILED_INTERNAL_ERROR]\n',
    });
    expect(await handset.run(`pm path ${app} 2>/dev/null`)).toMatchObject({ code: 1, stdout: '' });
  });

  test('a refused package prints code and reason', async () => {
    const result = await handset.run('pm install -S 4', 'nope');
    expect(result).toMatchObject({ code: 1, stdout: 'Failure [INSTALL_PARSE_FAILED_NOT_APK: no zip archive]\n' });
    expect((await handset.run('pm install /data/local/tmp/none.apk')).stdout).toMatch(/^Failure \[INSTALL_FAILED_INVALID_URI/);
  });

  test('replaces unless -R forbids it', async () => {
    await handset.install();
    const apk = `APK ${app}\n`;
    expect((await handset.run(`pm install -S ${apk.length}`, apk)).stdout).toBe('Success\n');
    expect((await handset.run(`pm install -R -S ${apk.length}`, apk)).stdout).toContain('INSTALL_FAILED_ALREADY_EXISTS');
  });

  test('installs a session of one part and refuses one of two', async () => {
    const apk = `APK ${app}\n`;
    expect((await handset.run('pm install-create -S 30')).stdout).toBe('Success: created install session [1]\n');
    expect((await handset.run(`pm install-write -S ${apk.length} 1 base.apk -`, apk)).stdout).toBe(
      `Success: streamed ${apk.length} bytes\n`,
    );
    expect((await handset.run('pm install-commit 1')).stdout).toBe('Success\n');
    await handset.run('pm install-create');
    await handset.run(`pm install-write -S ${apk.length} 2 base -`, apk);
    await handset.run(`pm install-write -S ${apk.length} 2 split -`, apk);
    expect((await handset.run('pm install-commit 2')).stdout).toContain('one APK a package, not 2 (base, split)');
  });

  describe('runtime permissions', () => {
    const PHONE_STATE = 'android.permission.READ_PHONE_STATE';
    const stateOf = async (): Promise<string> =>
      /runtime permissions:\n([\s\S]*)/.exec((await handset.run(`dumpsys package ${app}`)).stdout)?.[1] ?? 'none';

    test('are granted until they are revoked and printed by dumpsys; other permissions stay granted', async () => {
      await handset.install();
      expect(await stateOf()).toBe(`        ${PHONE_STATE}: granted=true\n`);
      expect(await handset.run(`pm revoke ${app} ${PHONE_STATE}`)).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(await stateOf()).toBe(`        ${PHONE_STATE}: granted=false\n`);
      expect(await handset.run(`pm grant --user 0 ${app} ${PHONE_STATE}`)).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(await stateOf()).toBe(`        ${PHONE_STATE}: granted=true\n`);
      expect((await handset.run(`dumpsys package ${app}`)).stdout).toContain(
        '    install permissions:\n      android.permission.INTERNET: granted=true\n    User 0:',
      );
    });

    test('revoking ends a process that holds the permission; granting is sent to the process', async () => {
      await handset.install();
      const process = await handset.device.apps.start(app);
      await handset.run(`pm grant ${app} ${PHONE_STATE}`);
      expect(process.calls).toEqual([{ method: 'permissions', params: { refused: [] } }]);
      await handset.run(`pm revoke ${app} ${PHONE_STATE}`);
      expect(handset.device.apps.get(app)).toBeNull();
      await handset.device.apps.start(app);
      await handset.run(`pm revoke ${app} ${PHONE_STATE}`);
      expect(handset.device.apps.get(app)).not.toBeNull();
    });

    test('install -g grants revoked permissions', async () => {
      await handset.install();
      await handset.run(`pm revoke ${app} ${PHONE_STATE}`);
      await handset.run('pm install -g -S 20', `APK ${app}\n`);
      expect(await stateOf()).toBe(`        ${PHONE_STATE}: granted=true\n`);
    });

    test.each([
      ['an unknown package', `none.such ${PHONE_STATE}`, 'java.lang.IllegalArgumentException: Unknown package: none.such'],
      [
        'a permission that the manifest does not request',
        `${app} android.permission.CAMERA`,
        `java.lang.SecurityException: Package ${app} has not requested permission android.permission.CAMERA`,
      ],
      [
        'a permission that is granted at installation',
        `${app} android.permission.INTERNET`,
        `java.lang.SecurityException: Permission android.permission.INTERNET requested by ${app} is not a changeable permission type`,
      ],
    ])('%s is refused as Android refuses it', async (_, args, exception) => {
      await handset.install();
      for (const verb of ['grant', 'revoke']) {
        const { code, stdout, stderr } = await handset.run(`pm ${verb} ${args}`);
        expect([code, stdout, stderr]).toEqual([255, '', `\nException occurred while executing '${verb}':\n${exception}\n`]);
      }
    });
  });
});
