package app.quhao.handset.device.activity;

/**
 * An activity that waits for another one's result.
 *
 * @param who the fragment that receives it, or null
 */
record ResultWait(ActivityRecord activity, String who, int requestCode) {}
