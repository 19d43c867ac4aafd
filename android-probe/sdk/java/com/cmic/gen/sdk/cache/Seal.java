package com.cmic.gen.sdk.cache;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** Makes the cache at rest unreadable to others (SEC-04). */
public interface Seal {
  byte[] seal(byte[] plain) throws GeneralSecurityException, IOException;

  byte[] open(byte[] content) throws GeneralSecurityException, IOException;
}
