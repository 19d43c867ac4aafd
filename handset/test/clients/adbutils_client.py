"""adbutils."""

import os

import adbutils
from report import PLAN, contains, digest, echoes, equal, free_port, random_file, report

client = adbutils.AdbClient(host="127.0.0.1", port=PLAN["adbPort"])
client.connect(PLAN["serial"])
device = client.device(PLAN["serial"])


def devices():
    contains([one.serial for one in client.device_list()], PLAN["serial"])
    equal(device.get_state(), "device")
    equal(tuple(device.window_size()), (720, 1440))
    equal(device.is_screen_on(), True)
    equal(device.rotation(), 0)
    contains(device.prop.model, "quhao")
    device.battery()
    equal(device.wlan_ip().count("."), 3)


def shell():
    result = device.shell2("echo out; echo err >&2; exit 42", v2=True)
    equal((result.returncode, result.stdout, result.stderr), (42, "out\n", "err\n"))


def shell_v1():
    equal(device.shell("echo out; echo err >&2"), "out\nerr")
    equal(device.shell2("(exit 3)").returncode, 3)


def files():
    path, data = random_file("adbutils")
    device.sync.push(path, "/sdcard/adbutils/file")
    equal(device.sync.stat("/sdcard/adbutils/file").size, len(data))
    equal(digest(device.sync.read_bytes("/sdcard/adbutils/file")), digest(data))
    device.sync.pull("/sdcard/adbutils/file", f"{path}-back")
    with open(f"{path}-back", "rb") as back:
        equal(digest(back.read()), digest(data))
    contains([one.path for one in device.sync.list("/sdcard/adbutils")], "file")


def install_by_push():
    device.install(PLAN["apk"], nolaunch=True, silent=True)
    contains(device.list_packages(), PLAN["package"])
    equal(device.app_info(PLAN["package"]).package_name, PLAN["package"])
    device.app_start(PLAN["package"])
    equal(device.app_current().package, PLAN["package"])
    device.app_stop(PLAN["package"])


def forward():
    echoes(device.forward_port(PLAN["devicePort"]))


def reversed_to(address):
    device.reverse(address, f"tcp:{PLAN['echoPort']}")
    contains([one.remote for one in device.reverse_list()], address)
    port = free_port()
    device.forward(f"tcp:{port}", address)
    echoes(port)
    device.reverse_remove(address)


def logcat():
    path = os.path.join(PLAN["folder"], "adbutils-logcat")
    event = device.logcat(path, clear=True, re_filter="a line of adbutils")
    device.shell("log -t matrix 'a line of adbutils'")
    while "a line of adbutils" not in (open(path).read() if os.path.exists(path) else ""):
        pass
    # Its thread sees the end at the next line only.
    device.shell("(sleep 1; log -t matrix 'one more') > /dev/null 2>&1 &")
    event.stop(timeout=30)


def picture():
    equal(device.screenshot().size, (720, 1440))
    equal(device.framebuffer().size, (720, 1440))


def reconnect():
    client.disconnect(PLAN["serial"])
    client.connect(PLAN["serial"])
    equal(device.shell("echo again"), "again")


def root():
    contains(device.root(), "adbd cannot run as root in production builds")
    contains(device.tcpip(7777), "keeps its TCP port")


report(
    "adbutils",
    adbutils.__version__,
    {
        "devices": devices,
        "shell": shell,
        "shell v1": shell_v1,
        "files": files,
        "install by push": install_by_push,
        "forward": forward,
        "reverse": lambda: reversed_to("tcp:7715"),
        "reverse by name": lambda: reversed_to("localabstract:adbutils"),
        "logcat": logcat,
        "picture": picture,
        "reconnect": reconnect,
        "root": root,
    },
)
