package app.quhao.mutants.network;

import android.net.Network;
import com.cmic.gen.sdk.net.CellularLease;

/** A network that nobody had to ask for. */
final class BorrowedNetwork implements CellularLease {
  private final Network network;

  BorrowedNetwork(Network network) {
    this.network = network;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public void release() {}
}
