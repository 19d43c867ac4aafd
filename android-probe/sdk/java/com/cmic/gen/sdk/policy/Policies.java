package com.cmic.gen.sdk.policy;

/**
 * Every decision of the reference SDK that a mutant can get wrong. The defaults are the right ones;
 * a mutant overrides one of them.
 */
public interface Policies
    extends TimePolicy,
        DeliveryPolicy,
        CachePolicy,
        MappingPolicy,
        BearerPolicy,
        PagePolicy,
        SecurityPolicy {
  Policies REFERENCE = new Policies() {};
}
