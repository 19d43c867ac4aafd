package com.example.onetapkt

import java.security.KeyStore
import java.security.cert.CertificateFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLSocketFactory
import javax.net.ssl.TrustManagerFactory
import javax.net.ssl.X509TrustManager

/** TLS that trusts one root. */
internal object Trust {
    fun only(rootPem: String): Pair<SSLSocketFactory, X509TrustManager> {
        val store = KeyStore.getInstance(KeyStore.getDefaultType()).apply { load(null, null) }
        store.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(rootPem.byteInputStream()))
        val factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()).apply { init(store) }
        val manager = factory.trustManagers.filterIsInstance<X509TrustManager>().first()
        val context = SSLContext.getInstance("TLS").apply { init(null, arrayOf(manager), null) }
        return context.socketFactory to manager
    }
}
