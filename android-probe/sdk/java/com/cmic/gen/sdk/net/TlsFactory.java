package com.cmic.gen.sdk.net;

/** Makes the TLS that trusts a root. */
public interface TlsFactory {
  SecureSockets trusting(TrustedRoot root);
}
