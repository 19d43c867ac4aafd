package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.gateway.SdkVersion;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.Caller;
import com.cmic.gen.sdk.wire.NumberRequest;
import com.cmic.gen.sdk.wire.TokenRequest;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** Writes the requests of a call, each with a message id of its own, which becomes the traceId. */
final class RequestWriter {
  private final Device device;
  private final MessageIds ids;
  private final Capabilities capabilities;
  private final SecureRandom random;

  RequestWriter(Device device, MessageIds ids, Capabilities capabilities, SecureRandom random) {
    this.device = device;
    this.ids = ids;
    this.capabilities = capabilities;
    this.random = random;
  }

  NumberRequest numberRequest(Call call) throws FailureException {
    call.setTraceId(ids.next());
    try {
      return NumberRequest.make(
          caller(call), SdkVersion.TEXT, call.gateway.key, call.traceId(), random);
    } catch (GeneralSecurityException error) {
      throw new FailureException(Failure.INTERNAL, error);
    }
  }

  TokenRequest tokenRequest(Call call, Scrip scrip) throws FailureException {
    call.setTraceId(ids.next());
    String capability = capabilities.of(call.api);
    try {
      return TokenRequest.make(
          caller(call), SdkVersion.TEXT, call.traceId(), scrip.text, capability);
    } catch (GeneralSecurityException error) {
      throw new FailureException(Failure.INTERNAL, error);
    }
  }

  private Caller caller(Call call) throws FailureException {
    Caller.Moment moment =
        new Caller.Moment(call.sim().operatorType(), call.networkType(), device.wireTime());
    return new Caller(call.app, device.identity(), moment);
  }
}
