package app.quhao.handset.device;

import java.util.Map;

/** One method of handset/PROTOCOL.md section 1. */
interface DeviceMethod {
  Map<String, Object> call(Params params) throws Exception;
}
