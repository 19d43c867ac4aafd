import type { CommandRow } from './command.ts';
import { am } from './commands/am.ts';
import { appops } from './commands/appops.ts';
import { basename, dirname } from './commands/basename.ts';
import { cat } from './commands/cat.ts';
import { chmod } from './commands/chmod.ts';
import { cmd } from './commands/cmd.ts';
import { cp } from './commands/cp.ts';
import { date } from './commands/date.ts';
import { dumpsys } from './commands/dumpsys.ts';
import { echo } from './commands/echo.ts';
import { getprop } from './commands/getprop.ts';
import { grep } from './commands/grep.ts';
import { head, tail } from './commands/head.ts';
import { id, whoami } from './commands/id.ts';
import { input } from './commands/input.ts';
import { ip } from './commands/ip.ts';
import { kill } from './commands/kill.ts';
import { log } from './commands/log.ts';
import { logcat } from './commands/logcat.ts';
import { ls } from './commands/ls.ts';
import { mkdir } from './commands/mkdir.ts';
import { monkey } from './commands/monkey.ts';
import { mv } from './commands/mv.ts';
import { pidof } from './commands/pidof.ts';
import { pm } from './commands/pm.ts';
import { printf } from './commands/printf.ts';
import { ps } from './commands/ps.ts';
import { rm } from './commands/rm.ts';
import { rmdir } from './commands/rmdir.ts';
import { screencap } from './commands/screencap.ts';
import { setprop } from './commands/setprop.ts';
import { settings } from './commands/settings.ts';
import { detachers, sh } from './commands/sh.ts';
import { digestCommands } from './commands/sha256sum.ts';
import { sleep } from './commands/sleep.ts';
import { svc } from './commands/svc.ts';
import { bracket, testCommand } from './commands/test.ts';
import { timeout } from './commands/timeout.ts';
import { touch } from './commands/touch.ts';
import { no, yes } from './commands/true.ts';
import { uiautomator } from './commands/uiautomator.ts';
import { uname } from './commands/uname.ts';
import { wc } from './commands/wc.ts';
import { which } from './commands/which.ts';
import { wm } from './commands/wm.ts';

/** Android's own tools first, then toybox's. A new command is a file in commands/ and a name here. */
export const commandRows: readonly CommandRow[] = [
  ...[am, appops, cmd, dumpsys, getprop, input, log, logcat, monkey, pm, screencap, setprop, settings, svc, uiautomator, wm],
  ...[basename, cat, chmod, cp, date, dirname, echo, grep, head, id, ip, kill, ls, mkdir, mv, pidof, printf, ps, rm, rmdir],
  ...[sh, sleep, tail, testCommand, bracket, timeout, touch, yes, no, uname, wc, which, whoami, ...detachers, ...digestCommands],
];

/** Every command of the device, by name. */
export const commandTable: ReadonlyMap<string, CommandRow> = new Map(commandRows.map((row) => [row.name, row]));
