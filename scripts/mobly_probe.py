"""Calls the SDK in the probe by Mobly's snippet client, as a test of somebody else's would."""

import logging
import sys

from mobly.controllers import android_device
from mobly.snippet import errors

PACKAGE = 'app.quhao.probe'


def main(serial, logs):
    logging.log_path = logs
    device = android_device.AndroidDevice(serial)
    device.load_snippet('probe', PACKAGE)
    probe = device.probe

    subject = probe.describe()['subject']
    print('describe        ', subject['name'], subject['version'])
    print('getNetworkType  ', probe.call(api='getNetworkType', callId='type')['value'])

    probe.call(api='getPhoneInfo', callId='first', appId='', appKey='', requestCode=7)
    events = probe.events(after=0, timeoutMs=10000, callId='first')['events']
    print('getPhoneInfo    ', events[0]['payload']['json']['resultCode'], 'requestCode', events[0]['payload']['requestCode'])

    try:
        probe.call(api='getPhoneInfo')
    except errors.ApiError as error:
        print('without a callId', str(error).splitlines()[0])
    print('help            ', len(probe.help(print_output=False)['methods']), 'methods')
    device.unload_snippet('probe')


if __name__ == '__main__':
    main(*sys.argv[1:])
