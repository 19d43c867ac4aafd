import { describe, expect, test } from 'vitest';
import { ShellHandset } from '../support/shell-handset.ts';

const handset = new ShellHandset();
const { app } = handset;

describe('getprop and setprop', () => {
  test('a property is set, read and listed; ro. properties are refused', async () => {
    expect(await handset.run('setprop debug.quhao on; getprop debug.quhao')).toMatchObject({ code: 0, stdout: 'on\n' });
    expect((await handset.run('getprop')).stdout).toContain('[debug.quhao]: [on]\n');
    expect((await handset.run('setprop ro.serialno x')).code).toBe(1);
  });

  test('the gsm properties follow the SIM', async () => {
    expect((await handset.run('getprop gsm.sim.operator.numeric')).stdout).toBe('46000\n');
    expect((await handset.run('cmd quhao sim set 0 absent')).code).toBe(0);
    expect((await handset.run('getprop gsm.sim.state; getprop gsm.sim.operator.numeric')).stdout).toBe('ABSENT\n\n');
  });
});

describe('files', () => {
  test.each([
    ['mkdir -p /sdcard/a/b && touch /sdcard/a/b/c && ls /sdcard/a/b', 'c\n'],
    ['echo 1 > /sdcard/x; cp /sdcard/x /sdcard/Download; mv /sdcard/x /sdcard/y; cat /sdcard/y /sdcard/Download/x', '1\n1\n'],
    ['mkdir /sdcard/d; rm -r /sdcard/d; [ -e /sdcard/d ] || echo gone', 'gone\n'],
    ['rm -f /data/local/tmp/none && echo fine', 'fine\n'],
    ['[ -d /sdcard ] && [ -f /proc/uptime ] && echo both', 'both\n'],
    ['printf "a\\nb\\nc\\n" | tail -n 2 | head -n 1', 'b\n'],
    ['printf "one\\nTwo\\n" | grep -i t.o', 'Two\n'],
    ['basename /a/b.c .c; dirname /a/b.c', 'b\n/a\n'],
    ['id -u; whoami', '2000\nshell\n'],
  ])('%j prints %j', async (line, stdout) => {
    expect((await handset.run(line)).stdout).toBe(stdout);
  });

  test('ls -l prints kind, permissions and size', async () => {
    await handset.run('echo hi > /data/local/tmp/f; chmod 640 /data/local/tmp/f');
    expect((await handset.run('ls -l /data/local/tmp/f')).stdout).toMatch(
      /^-rw-r----- 1 shell shell 3 \d{4}-\d\d-\d\d \d\d:\d\d \/data\/local\/tmp\/f\n$/,
    );
    expect((await handset.run('ls -l /sdcard')).stdout).toMatch(/^lrwxrwxrwx .* \/sdcard -> \/storage\/emulated\/0\n$/);
  });

  test('/proc/net/tcp lists open connections with the address of the bearer and the uid of the app', async () => {
    await handset.install();
    const record = { package: app, openedNanos: '5', bytesOut: 0, bytesIn: 0 } as const;
    handset.device.radio.records = [
      { ...record, seq: 1, bearer: 'wifi', host: '10.0.2.2', port: 80, closedNanos: '6', end: 'eof' },
      { ...record, seq: 2, bearer: 'cellular', host: '198.18.0.9', port: 8080, closedNanos: null, end: 'open' },
    ];
    const lines = (await handset.run('cat /proc/net/tcp')).stdout.trimEnd().split('\n').slice(1);
    expect(lines).toEqual(['   0: 0700400A:0000 090012C6:1F90 01 00000000:00000000 00:00000000 00000000 10123        0 2 1']);
  });

  test('uptime counts from boot', async () => {
    const shown = Number((await handset.run('cat /proc/uptime')).stdout.split(' ')[0]);
    const real = Number(process.hrtime.bigint() - handset.device.bootNanos) / 1e9;
    expect(shown).toBeLessThanOrEqual(real);
    expect(shown).toBeGreaterThan(real - 1);
  });

  test.each([['rm -rf /data/local/tmp'], ['rm -rf /system'], ['mkdir /data/x'], ['touch /x'], ['rm /sdcard']])(
    '%j is refused',
    async (line) => {
      const result = await handset.run(line);
      expect(result.code).toBe(1);
      expect(result.stderr).toMatch(/Permission denied|Read-only file system/);
    },
  );
});
