"""pure-python-adb. Its reverse joins the two addresses by a colon, which adbd has never taken: that column stays empty."""

import struct

from ppadb.client import Client
from report import PLAN, contains, digest, echoes, equal, free_port, random_file, report

client = Client(host="127.0.0.1", port=PLAN["adbPort"])
host, port = PLAN["serial"].split(":")
client.remote_connect(host, int(port))
device = client.device(PLAN["serial"])


def devices():
    contains([one.serial for one in client.devices()], PLAN["serial"])
    equal(device.get_state(), "device")
    equal(tuple(device.wm_size()), (720, 1440))
    equal(device.wm_density(), 2)
    equal(device.get_properties()["ro.build.version.sdk"], "35")
    device.get_battery_level()
    equal(device.cpu_count() > 0, True)


def shell_v1():
    equal(device.shell("echo out; echo err >&2"), "out\nerr\n")


def files():
    path, data = random_file("ppadb")
    device.push(path, "/sdcard/ppadb/file")
    device.pull("/sdcard/ppadb/file", f"{path}-back")
    with open(f"{path}-back", "rb") as back:
        equal(digest(back.read()), digest(data))


def install_by_push():
    equal(device.install(PLAN["apk"], reinstall=True), True)
    equal(device.is_installed(PLAN["package"]), True)
    contains(device.list_packages(), PLAN["package"])
    contains(device.get_package_version_name(PLAN["package"]), ".")


def forward():
    local = free_port()
    device.forward(f"tcp:{local}", f"tcp:{PLAN['devicePort']}")
    echoes(local)
    device.killforward(f"tcp:{local}")


def logcat():
    def follow(connection):
        device.shell("log -t matrix 'a line of ppadb'")
        got = ""
        while "a line of ppadb" not in got:
            got += connection.read(1024).decode()
        connection.close()

    device.shell("logcat -s matrix:I", handler=follow)


def picture():
    equal(struct.unpack(">II", bytes(device.screencap()[16:24])), (720, 1440))


def reconnect():
    client.remote_disconnect(host, int(port))
    equal(client.remote_connect(host, int(port)), True)
    equal(device.shell("echo again"), "again\n")


def root():
    try:
        device.root()
        raise AssertionError("root succeeded")
    except RuntimeError as error:
        contains(str(error), "adbd cannot run as root in production builds")


report(
    "pure-python-adb",
    "0.3.0",
    {
        "devices": devices,
        "shell v1": shell_v1,
        "files": files,
        "install by push": install_by_push,
        "forward": forward,
        "logcat": logcat,
        "picture": picture,
        "reconnect": reconnect,
        "root": root,
    },
)
