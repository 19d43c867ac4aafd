package app.quhao.handset.device.service;

import android.content.Context;
import android.content.ServiceConnection;

/** One call of bindService. */
record Connection(Connector connector, ServiceBinding binding, long flags) {
  boolean createsService() {
    return (flags & Context.BIND_AUTO_CREATE) != 0;
  }

  boolean isOf(Context context, ServiceConnection connection) {
    return connector.isOf(context, connection);
  }
}
