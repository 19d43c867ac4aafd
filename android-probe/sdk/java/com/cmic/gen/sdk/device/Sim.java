package com.cmic.gen.sdk.device;

import java.util.HashMap;
import java.util.Map;

/** The SIM that carries data, as far as an app without permissions can know it. */
public final class Sim {
  public enum State {
    ABSENT,
    UNREADABLE,
    READY
  }

  /** Operator types as the guide numbers them (4.1); 0 where the operator is none of the three. */
  public static final String UNKNOWN = "0";

  public static final String MOBILE = "1";
  public static final String UNICOM = "2";
  public static final String TELECOM = "3";

  private static final Map<String, String> OPERATORS = new HashMap<>();

  static {
    for (String code : new String[] {"46000", "46002", "46004", "46007", "46008", "46013"}) {
      OPERATORS.put(code, MOBILE);
    }
    for (String code : new String[] {"46001", "46006", "46009", "46010"}) {
      OPERATORS.put(code, UNICOM);
    }
    for (String code : new String[] {"46003", "46005", "46011", "46012"}) {
      OPERATORS.put(code, TELECOM);
    }
  }

  public final State state;

  /** Differs between any two cards that were ever in the device. */
  public final String subscription;

  /** MCC and MNC. */
  public final String operator;

  public Sim(State state, String subscription, String operator) {
    this.state = state;
    this.subscription = subscription;
    this.operator = operator;
  }

  public String operatorType() {
    return OPERATORS.getOrDefault(operator, UNKNOWN);
  }
}
