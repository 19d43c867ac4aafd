import type { CommandRow } from './command.ts';
import { basename, dirname } from './commands/basename.ts';
import { cat } from './commands/cat.ts';
import { chmod } from './commands/chmod.ts';
import { cp } from './commands/cp.ts';
import { date } from './commands/date.ts';
import { echo } from './commands/echo.ts';
import { grep } from './commands/grep.ts';
import { head, tail } from './commands/head.ts';
import { id, whoami } from './commands/id.ts';
import { ip } from './commands/ip.ts';
import { kill } from './commands/kill.ts';
import { ls } from './commands/ls.ts';
import { mkdir } from './commands/mkdir.ts';
import { mv } from './commands/mv.ts';
import { pidof } from './commands/pidof.ts';
import { printf } from './commands/printf.ts';
import { ps } from './commands/ps.ts';
import { rm } from './commands/rm.ts';
import { rmdir } from './commands/rmdir.ts';
import { detachedCommands, sh } from './commands/sh.ts';
import { digestCommands } from './commands/sha256sum.ts';
import { sleep } from './commands/sleep.ts';
import { bracket, testCommand } from './commands/test.ts';
import { timeout } from './commands/timeout.ts';
import { touch } from './commands/touch.ts';
import { no, yes } from './commands/true.ts';
import { uname } from './commands/uname.ts';
import { wc } from './commands/wc.ts';
import { which } from './commands/which.ts';
import { input } from './screen/input.ts';
import { screencap } from './screen/screencap.ts';
import { uiautomator } from './screen/uiautomator.ts';
import { wm } from './screen/wm.ts';
import { am } from './services/am/am.ts';
import { monkey } from './services/am/monkey.ts';
import { appops } from './services/appops/appops.ts';
import { cmd } from './services/cmd/cmd.ts';
import { svc } from './services/cmd/svc.ts';
import { dumpsys } from './services/dumpsys/dumpsys.ts';
import { log } from './services/logcat/log.ts';
import { logcat } from './services/logcat/logcat.ts';
import { pm } from './services/pm/pm.ts';
import { getprop } from './services/properties/getprop.ts';
import { setprop } from './services/properties/setprop.ts';
import { settings } from './services/settings/settings.ts';

/**
 * The commands of services/, of screen/, and of commands/, which toybox has on a phone. A new command is one file in one of these rooms and one
 * name here.
 */
export const COMMAND_ROWS: readonly CommandRow[] = [
  ...[am, appops, cmd, dumpsys, getprop, log, logcat, monkey, pm, setprop, settings, svc],
  ...[input, screencap, uiautomator, wm],
  ...[basename, bracket, cat, chmod, cp, date, dirname, echo, grep, head, id, ip, kill, ls, mkdir, mv, no, pidof, printf, ps],
  ...[rm, rmdir, sh, sleep, tail, testCommand, timeout, touch, uname, wc, which, whoami, yes],
  ...[...detachedCommands, ...digestCommands],
];

/** All commands of the device by name. */
export const COMMAND_TABLE: ReadonlyMap<string, CommandRow> = new Map(COMMAND_ROWS.map((row) => [row.name, row]));
