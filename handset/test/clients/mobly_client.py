"""Mobly's device controller, with its snippet client on the probe."""

import importlib.metadata
import logging
import os

from mobly import utils
from mobly.controllers import android_device
from mobly.controllers.android_device_lib import adb as mobly_adb
from report import PLAN, contains, digest, echoes, equal, random_file, report

logging.log_path = os.path.join(PLAN["folder"], "mobly")
mobly_adb.ADB = PLAN["adb"]
os.environ["ANDROID_ADB_SERVER_PORT"] = str(PLAN["adbPort"])
utils.create_dir(logging.log_path)
mobly_adb.AdbProxy().connect(PLAN["serial"])
device = android_device.AndroidDevice(PLAN["serial"])


def devices():
    contains(android_device.list_adb_devices(), PLAN["serial"])
    equal(device.is_boot_completed(), True)
    equal(device.build_info["build_version_sdk"], "35")
    equal(device.is_rootable, False)
    contains(device.model, "quhao")


def shell():
    equal(device.adb.shell("echo out"), b"out\n")
    try:
        device.adb.shell("echo err >&2; exit 42")
        raise AssertionError("exit 42 succeeded")
    except mobly_adb.AdbError as error:
        equal((error.ret_code, error.stderr), (42, b"err\n"))


def files():
    path, data = random_file("mobly-file")
    device.adb.push([path, "/sdcard/mobly"])
    device.adb.pull(["/sdcard/mobly", f"{path}-back"])
    with open(f"{path}-back", "rb") as back:
        equal(digest(back.read()), digest(data))


def install():
    from mobly.controllers.android_device_lib import apk_utils

    apk_utils.install(device, PLAN["apk"])
    equal(apk_utils.is_apk_installed(device, PLAN["package"]), True)


def forward():
    """The snippet client forwards a port to the probe and speaks with it."""
    device.load_snippet("probe", PLAN["package"])
    contains(str(device.probe.describe()["subject"]["name"]), "reference")
    device.unload_snippet("probe")


def reverse():
    device.adb.reverse(["tcp:7717", f"tcp:{PLAN['echoPort']}"])
    port = int(device.adb.forward(["tcp:0", "tcp:7717"]).decode())
    echoes(port)
    device.adb.reverse(["--remove", "tcp:7717"])


def logcat():
    device.services.logcat.start()
    path = device.services.logcat.adb_logcat_file_path
    device.adb.shell("log -t matrix 'a line of mobly'")
    while "a line of mobly" not in open(path, errors="replace").read():
        pass
    device.services.logcat.stop()


def picture():
    contains(os.path.basename(device.take_screenshot(PLAN["folder"])), ".png")


def reconnect():
    device.adb.disconnect(PLAN["serial"])
    device.adb.connect(PLAN["serial"])
    equal(device.adb.shell("echo again"), b"again\n")


def root():
    contains(device.adb.root().decode(), "adbd cannot run as root in production builds")


report(
    "Mobly",
    importlib.metadata.version("mobly"),
    {
        "devices": devices,
        "shell": shell,
        "files": files,
        "install": install,
        "forward": forward,
        "reverse": reverse,
        "logcat": logcat,
        "picture": picture,
        "reconnect": reconnect,
        "root": root,
    },
)
