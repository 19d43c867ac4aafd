import type { CommandRow } from './command.ts';
import { awk } from './commands/awk.ts';
import { basename, dirname } from './commands/basename.ts';
import { cat } from './commands/cat.ts';
import { chmod } from './commands/chmod.ts';
import { ownerCommands } from './commands/chown.ts';
import { cmp, diff } from './commands/compare-files.ts';
import { cp } from './commands/cp.ts';
import { cut } from './commands/cut.ts';
import { date } from './commands/date.ts';
import { dd } from './commands/dd.ts';
import { df, du, mount } from './commands/disk.ts';
import { base64, od, xxd } from './commands/dump-bytes.ts';
import { echo } from './commands/echo.ts';
import { env, printenv } from './commands/environment.ts';
import { file } from './commands/file.ts';
import { find } from './commands/find.ts';
import { grepCommands } from './commands/grep.ts';
import { gzipCommands } from './commands/gzip.ts';
import { head, tail } from './commands/head.ts';
import { accountCommands, id, whoami } from './commands/id.ts';
import { ifconfig } from './commands/ifconfig.ts';
import { ip } from './commands/ip.ts';
import { kill } from './commands/kill.ts';
import { ln, readlink, realpath } from './commands/links.ts';
import { ls } from './commands/ls.ts';
import { free, hostname, nproc, uptime } from './commands/machine.ts';
import { mkdir } from './commands/mkdir.ts';
import { mktemp } from './commands/mktemp.ts';
import { mv } from './commands/mv.ts';
import { netcatCommands } from './commands/nc.ts';
import { netstat, ss } from './commands/netstat.ts';
import { expr, seq } from './commands/numbers.ts';
import { pidof } from './commands/pidof.ts';
import { pingCommands } from './commands/ping.ts';
import { printf } from './commands/printf.ts';
import { killall, patternCommands, top } from './commands/process-tools.ts';
import { ps } from './commands/ps.ts';
import { rm } from './commands/rm.ts';
import { rmdir } from './commands/rmdir.ts';
import { runAs } from './commands/run-as.ts';
import { sed } from './commands/sed.ts';
import { detachedCommands, sh } from './commands/sh.ts';
import { digestCommands } from './commands/sha256sum.ts';
import { sleep } from './commands/sleep.ts';
import { sort } from './commands/sort.ts';
import { stat } from './commands/stat.ts';
import { strings } from './commands/strings.ts';
import { tar } from './commands/tar.ts';
import { tee } from './commands/tee.ts';
import { testCommands } from './commands/test.ts';
import { nl, paste, rev, tac, yes } from './commands/text-tools.ts';
import { time, watch } from './commands/time.ts';
import { timeout } from './commands/timeout.ts';
import { touch } from './commands/touch.ts';
import { toybox } from './commands/toybox.ts';
import { tr } from './commands/tr.ts';
import { statusCommands } from './commands/true.ts';
import { uname } from './commands/uname.ts';
import { uniq } from './commands/uniq.ts';
import { wc } from './commands/wc.ts';
import { which } from './commands/which.ts';
import { xargs } from './commands/xargs.ts';
import { input } from './screen/input.ts';
import { screencap } from './screen/screencap.ts';
import { uiautomator } from './screen/uiautomator.ts';
import { wm } from './screen/wm.ts';
import { am } from './services/am/am.ts';
import { monkey } from './services/am/monkey.ts';
import { appops } from './services/appops/appops.ts';
import { cmd } from './services/cmd/cmd.ts';
import { svc } from './services/cmd/svc.ts';
import { absentCommands, bugreportz, reboot } from './services/device/absent.ts';
import { appProcess } from './services/device/app-process.ts';
import { content } from './services/device/content.ts';
import { ime } from './services/device/ime.ts';
import { service } from './services/device/service.ts';
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
  ...[bugreportz, content, ime, reboot, service, ...absentCommands, ...appProcess],
  ...[am, appops, cmd, dumpsys, getprop, log, logcat, monkey, pm, setprop, settings, svc],
  ...[input, screencap, uiautomator, wm],
  ...[
    awk,
    base64,
    basename,
    cat,
    chmod,
    cmp,
    cp,
    cut,
    date,
    dd,
    df,
    diff,
    dirname,
    du,
    echo,
    env,
    expr,
    file,
    find,
    free,
    head,
    hostname,
  ],
  ...[
    id,
    ifconfig,
    ip,
    netstat,
    ss,
    kill,
    killall,
    ln,
    ls,
    mkdir,
    mktemp,
    mount,
    mv,
    nl,
    nproc,
    od,
    paste,
    pidof,
    printenv,
    printf,
    ps,
    readlink,
  ],
  ...[
    realpath,
    rev,
    rm,
    rmdir,
    runAs,
    sed,
    seq,
    sh,
    sleep,
    sort,
    stat,
    strings,
    tac,
    tail,
    tar,
    tee,
    time,
    timeout,
    top,
    touch,
    toybox,
    tr,
    uname,
  ],
  ...[uniq, uptime, watch, wc, which, whoami, xargs, xxd, yes],
  ...[...accountCommands, ...detachedCommands, ...digestCommands, ...grepCommands, ...gzipCommands],
  ...[...netcatCommands, ...ownerCommands, ...patternCommands, ...pingCommands, ...statusCommands, ...testCommands],
];

/** All commands of the device by name. */
export const COMMAND_TABLE: ReadonlyMap<string, CommandRow> = new Map(COMMAND_ROWS.map((row) => [row.name, row]));
