package com.cmic.gen.sdk.flow;

import android.content.Context;
import com.cmic.gen.sdk.cache.ScripKeys;
import com.cmic.gen.sdk.cache.ScripLife;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.cache.Seal;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.net.Bearers;
import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.net.TlsFactory;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.ArgumentPolicy;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.TimePolicy;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageDesign;
import com.cmic.gen.sdk.view.PageListeners;
import com.cmic.gen.sdk.view.PageScene;
import com.cmic.gen.sdk.view.ThemeGuard;

/**
 * The parts that an SDK is assembled from. Each method is given the reference SDK's part, with the
 * parts below it already chosen, and returns the one to use. The assembly injects them all by
 * constructor.
 */
public interface Parts {
  Parts REFERENCE = new Parts() {};

  default SdkApi api(SdkApi reference) {
    return reference;
  }

  /** Asked once for each of the three calls. */
  default Flow flow(Api api, Flow reference, Sources sources) {
    return reference;
  }

  default TimePolicy time(TimePolicy reference) {
    return reference;
  }

  default Alarms alarms(Alarms reference) {
    return reference;
  }

  default CodePolicy codes(CodePolicy reference) {
    return reference;
  }

  default ArgumentPolicy arguments(ArgumentPolicy reference) {
    return reference;
  }

  default MessageIds messageIds(MessageIds reference) {
    return reference;
  }

  default Capabilities capabilities(Capabilities reference) {
    return reference;
  }

  default Device device(Device reference, Context context) {
    return reference;
  }

  default Bearers bearers(Bearers reference, Device device) {
    return reference;
  }

  default TlsFactory tls(TlsFactory reference) {
    return reference;
  }

  default Transport transport(Transport reference) {
    return reference;
  }

  default CellularAccess cellular(CellularAccess reference, Context context) {
    return reference;
  }

  default Redirects redirects(Redirects reference) {
    return reference;
  }

  default GatewayClient client(GatewayClient reference, Device device) {
    return reference;
  }

  default NumberExchange exchange(NumberExchange reference) {
    return reference;
  }

  default NumberSource numbers(NumberSource reference, NumberExchange exchange, Device device) {
    return reference;
  }

  default Seal seal(Seal reference) {
    return reference;
  }

  default ScripVault vault(ScripVault reference) {
    return reference;
  }

  default ScripKeys scripKeys(ScripKeys reference) {
    return reference;
  }

  default ScripLife scripLife(ScripLife reference) {
    return reference;
  }

  default ScripStore store(ScripStore reference, ScripVault vault) {
    return reference;
  }

  default ScripSource scrips(ScripSource reference, Device device) {
    return reference;
  }

  default ScripCheck scripCheck(ScripCheck reference) {
    return reference;
  }

  default TokenSource tokens(TokenSource reference) {
    return reference;
  }

  default PageOpener pageOpener(PageOpener reference) {
    return reference;
  }

  default ThemeGuard themeGuard(ThemeGuard reference) {
    return reference;
  }

  default PageDesign pageDesign(PageDesign reference) {
    return reference;
  }

  default PageActions pageActions(PageActions reference, PageScene scene) {
    return reference;
  }

  default PageListeners pageListeners(PageListeners reference) {
    return reference;
  }
}
