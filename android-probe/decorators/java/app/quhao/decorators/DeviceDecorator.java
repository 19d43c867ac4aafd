package app.quhao.decorators;

import android.net.Network;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.AppIdentity;

/** Forwards every reading of the device; a subclass changes one. */
public abstract class DeviceDecorator implements Device {
  protected final Device inner;

  protected DeviceDecorator(Device inner) {
    this.inner = inner;
  }

  @Override
  public Sim sim() {
    return inner.sim();
  }

  @Override
  public Network defaultNetwork() {
    return inner.defaultNetwork();
  }

  @Override
  public boolean isMobileDataOn() {
    return inner.isMobileDataOn();
  }

  @Override
  public String networkType(Sim sim) {
    return inner.networkType(sim);
  }

  @Override
  public AppIdentity identity() throws FailureException {
    return inner.identity();
  }

  @Override
  public String wireTime() {
    return inner.wireTime();
  }

  @Override
  public boolean isPhoneStateRefused() {
    return inner.isPhoneStateRefused();
  }
}
