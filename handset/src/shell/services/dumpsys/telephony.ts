import type { System } from '../../system.ts';

/** `dumpsys telephony.registry`: service state and data state of each slot. */
export function dumpTelephony(system: System): string {
  const { airplane, dataSlot, mobile, sims } = system.device.radio.state();
  const blocks = sims.map((sim) => {
    const isInService = !airplane && sim.state === 'ready' && mobile.registration !== 'denied';
    const outOfService = airplane ? '3(POWER_OFF)' : '1(OUT_OF_SERVICE)';
    const service = isInService ? '0(IN_SERVICE)' : outOfService;
    const isData = sim.slot === dataSlot && mobile.connected;
    return [
      `  Phone Id=${sim.slot}\n`,
      '    mCallState=0\n',
      `    mServiceState={mVoiceRegState=${service}, mDataRegState=${service}, mOperatorAlphaLong=${isInService ? sim.operatorName : 'null'}, mOperatorNumeric=${isInService ? sim.operator : 'null'}}\n`,
      `    mDataConnectionState=${isData ? '2' : '0'}\n`,
      `    mUserMobileDataState=${mobile.enabled}\n`,
      `    mSimState=${sim.state}\n`,
    ].join('');
  });
  return `last known state:\n${blocks.join('')}  mDefaultPhoneId=${dataSlot}\n`;
}
