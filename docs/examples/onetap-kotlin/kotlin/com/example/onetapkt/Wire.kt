package com.example.onetapkt

import android.content.Context
import android.content.pm.PackageManager
import java.security.KeyFactory
import java.security.MessageDigest
import java.security.SecureRandom
import java.security.spec.MGF1ParameterSpec
import java.security.spec.X509EncodedKeySpec
import java.text.SimpleDateFormat
import java.util.Base64
import java.util.Date
import java.util.Locale
import java.util.TimeZone
import javax.crypto.Cipher
import javax.crypto.Mac
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.OAEPParameterSpec
import javax.crypto.spec.PSource
import javax.crypto.spec.SecretKeySpec
import org.json.JSONObject

/** The formulas of the hop between SDK and gateway (docs/wire.md, 2 and 3). */
internal class Wire(private val gateway: Gateway) {
    private val sessionKey = random(32)
    val messageId = hex(random(16))

    fun numberRequest(context: Context, appId: String, appKey: String): JSONObject {
        val time = time()
        val key = Base64.getEncoder().encodeToString(rsa().doFinal(sessionKey))
        val data = seal(identity(context).put("sdkversion", SDK).put("operatortype", "1").put("networktype", "3"), lines(appId, messageId, time))
        val sign = sign(appKey, lines(VERSION, appId, messageId, time, gateway.keyId, key, data))
        return base(appId, time).put("keyid", gateway.keyId).put("key", key).put("data", data).put("sign", sign)
    }

    fun open(answer: JSONObject): JSONObject {
        val additional = lines(answer.getString("inresponseto"), answer.getString("systemtime"), answer.getString("resultCode"))
        val whole = Base64.getDecoder().decode(answer.getString("data"))
        val cipher = aes(Cipher.DECRYPT_MODE, whole.copyOf(12), additional)
        return JSONObject(String(cipher.doFinal(whole, 12, whole.size - 12)))
    }

    fun tokenRequest(context: Context, appId: String, appKey: String, scrip: String): JSONObject {
        val time = time()
        val app = identity(context)
        val (name, digest) = app.getString("apppackage") to app.getString("appsign")
        val sign = sign(appKey, lines(VERSION, appId, messageId, time, scrip, "check", name, digest, "3", SDK))
        return base(appId, time).put("scrip", scrip).put("capability", "check").put("apppackage", name).put("appsign", digest)
            .put("networktype", "3").put("sdkversion", SDK).put("sign", sign)
    }

    private fun base(appId: String, time: String) =
        JSONObject().put("version", VERSION).put("appid", appId).put("msgid", messageId).put("systemtime", time)

    @Suppress("DEPRECATION")
    private fun identity(context: Context): JSONObject {
        val info = context.packageManager.getPackageInfo(context.packageName, PackageManager.GET_SIGNATURES)
        val digest = MessageDigest.getInstance("MD5").digest(info.signatures!![0].toByteArray())
        return JSONObject().put("apppackage", context.packageName).put("appsign", hex(digest))
    }

    private fun rsa(): Cipher {
        val der = Base64.getMimeDecoder().decode(gateway.publicKeyPem.replace(Regex("-----[A-Z ]+-----"), ""))
        val oaep = OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT)
        return Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding").apply {
            init(Cipher.ENCRYPT_MODE, KeyFactory.getInstance("RSA").generatePublic(X509EncodedKeySpec(der)), oaep)
        }
    }

    private fun seal(plain: JSONObject, additional: ByteArray): String {
        val nonce = random(12)
        return Base64.getEncoder().encodeToString(nonce + aes(Cipher.ENCRYPT_MODE, nonce, additional).doFinal(plain.toString().toByteArray()))
    }

    private fun aes(mode: Int, nonce: ByteArray, additional: ByteArray) = Cipher.getInstance("AES/GCM/NoPadding").apply {
        init(mode, SecretKeySpec(sessionKey, "AES"), GCMParameterSpec(128, nonce))
        updateAAD(additional)
    }

    private fun sign(key: String, message: ByteArray) =
        hex(Mac.getInstance("HmacSHA256").apply { init(SecretKeySpec(key.toByteArray(), "HmacSHA256")) }.doFinal(message))

    private fun lines(vararg parts: String) = parts.joinToString("\n").toByteArray()

    private fun time() =
        SimpleDateFormat("yyyyMMddHHmmssSSS", Locale.US).apply { timeZone = TimeZone.getTimeZone("Asia/Shanghai") }.format(Date())

    private companion object {
        const val VERSION = "1.0"
        const val SDK = "onetapkt-1.0"

        fun random(size: Int) = ByteArray(size).also { SecureRandom().nextBytes(it) }

        fun hex(bytes: ByteArray) = bytes.joinToString("") { "%02x".format(it) }
    }
}
