package app.quhao.handset.device.shadow;

import android.content.BroadcastReceiver;
import org.robolectric.annotation.Implements;

/** The framework's own BroadcastReceiver, in the place of Robolectric's shadow. */
@Implements(BroadcastReceiver.class)
public final class BroadcastReceiverShadow {}
