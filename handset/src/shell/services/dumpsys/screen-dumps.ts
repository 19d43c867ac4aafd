import { DISPLAY } from '../../screen/display.ts';
import type { System } from '../../system.ts';
import { foregroundActivities, formatRecord } from './activity.ts';

const { width, height, density } = DISPLAY;

/** The rotation that the user has locked, 0 to 3. */
function rotationOf({ settings }: System): number {
  const isFree = settings.get('system', 'accelerometer_rotation') === '1';
  return isFree ? 0 : Number(settings.get('system', 'user_rotation') ?? 0) & 3;
}

/** The size of the screen as it is held. */
function sizeOf(system: System): readonly [number, number] {
  return rotationOf(system) % 2 === 0 ? [width, height] : [height, width];
}

/** `dumpsys power`: the screen is always on. */
export async function dumpPower(): Promise<string> {
  return `POWER MANAGER (dumpsys power)

Power Manager State:
  mDirty=0x0
  mWakefulness=Awake
  mWakefulnessChanging=false
  mIsPowered=true
  mPlugType=2
  mBatteryLevel=100
  mStayOn=false
  mHoldingWakeLockSuspendBlocker=false
  mHoldingDisplaySuspendBlocker=true

Display Power: state=ON
`;
}

/** `dumpsys display`. */
export async function dumpDisplay(system: System): Promise<string> {
  const rotation = rotationOf(system);
  const [shownWidth, shownHeight] = sizeOf(system);
  const frame = `Rect(0, 0 - ${shownWidth}, ${shownHeight})`;
  return `DISPLAY MANAGER (dumpsys display)
  mStableDisplaySize=Point(${width}, ${height})
  mViewports=[DisplayViewport{type=INTERNAL, valid=true, isActive=true, displayId=0, uniqueId='local:0', physicalPort=0, orientation=${rotation}, logicalFrame=${frame}, physicalFrame=${frame}, deviceWidth=${shownWidth}, deviceHeight=${shownHeight}}]
Display Devices: size=1
  DisplayDeviceInfo{"Built-in Screen": uniqueId="local:0", ${width} x ${height}, modeId 1, density ${density}, ${density}.0 x ${density}.0 dpi, rotation 0, state ON}
Logical Displays: size=1
  Display 0:
    mDisplayId=0
    mBaseDisplayInfo=DisplayInfo{"Built-in Screen", displayId 0, real ${width} x ${height}, density ${density}, rotation 0, state ON}
    mCurrentOrientation=${rotation}
`;
}

/** `dumpsys input`: the touch screen, and the orientation that minicap and its kin look for. */
export async function dumpInput(system: System): Promise<string> {
  const rotation = rotationOf(system);
  return `INPUT MANAGER (dumpsys input)

Event Hub State:
  Devices:
    1: quhao-touchscreen
      Classes: TOUCH | TOUCH_MT
      Path: /dev/input/event0

Input Reader State:
  Device 1: quhao-touchscreen
    Touch Input Mapper (mode - DIRECT):
      SurfaceOrientation: ${rotation}
      Viewport INTERNAL: displayId=0, uniqueId=local:0, port=0, orientation=${rotation}, logicalFrame=[0, 0, ${width}, ${height}], physicalFrame=[0, 0, ${width}, ${height}], deviceSize=[${width}, ${height}], isActive=[1]
`;
}

/** `dumpsys input_method`: there is no keyboard on the screen. */
export async function dumpInputMethod(): Promise<string> {
  return `Current Input Method Manager state:
  Input Methods:
  mCurMethodId=null
  mCurId=null mHaveConnection=false mBoundToMethod=false mVisibleBound=false
  mShowRequested=false mShowExplicitlyRequested=false mShowForced=false mInputShown=false
  mSystemReady=true mInteractive=true
  mIsInputViewShown=false
`;
}

/** `dumpsys window [windows|displays|policy]`. */
export async function dumpWindow(system: System, [part]: readonly string[]): Promise<string> {
  if (part === 'policy' || part === 'p') {
    return POLICY;
  }
  const { resumed } = await foregroundActivities(system);
  const focus = resumed === null ? 'null' : `Window{1 u0 ${resumed}}`;
  const focused = `  mCurrentFocus=${focus}\n  mFocusedApp=${resumed === null ? 'null' : formatRecord(resumed)}\n`;
  const displays = displayPart(system);
  if (part === 'displays' || part === 'd') {
    return `${displays}${focused}`;
  }
  const windows = `WINDOW MANAGER WINDOWS (dumpsys window windows)\n${focused}`;
  return part === undefined || part === '-a' ? `${POLICY}${displays}${windows}` : windows;
}

/** What tools read to know whether the screen is locked. */
const POLICY = `WINDOW MANAGER POLICY STATE (dumpsys window policy)
    mSafeMode=false mSystemReady=true mSystemBooted=true
    mAwake=true mScreenOnEarly=true mScreenOnFully=true
    mShowingLockscreen=false mShowingDream=false mDreamingLockscreen=false
    isStatusBarKeyguard=false
    KeyguardServiceDelegate
      showing=false
      inputRestricted=false
      occluded=false
      secure=false
      interactiveState=INTERACTIVE_STATE_AWAKE
      screenState=SCREEN_STATE_ON
`;

function displayPart(system: System): string {
  const [shownWidth, shownHeight] = sizeOf(system);
  const size = `${shownWidth}x${shownHeight}`;
  return `WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)
  Display: mDisplayId=0
    init=${width}x${height} ${density}dpi cur=${size} app=${size} rng=${width}x${width}-${height}x${height}
    mCurrentRotation=ROTATION_${rotationOf(system) * 90}
    mDisplayRotation=${rotationOf(system)}
`;
}
