package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripLife;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;

/** By the device's SIM and the clock of scrips. */
final class DeviceScripCheck implements ScripCheck {
  private final Device device;
  private final ScripLife life;

  DeviceScripCheck(Device device, ScripLife life) {
    this.device = device;
    this.life = life;
  }

  @Override
  public boolean isOfSim(Call call) {
    Sim now = device.sim();
    Sim then = call.sim();
    return now.subscription.equals(then.subscription) && now.operator.equals(then.operator);
  }

  @Override
  public boolean isWithinItsLife(Scrip scrip) {
    return !scrip.isOver(life.nowMillis());
  }
}
