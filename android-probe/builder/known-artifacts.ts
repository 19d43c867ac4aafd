interface KnownArtifact {
  /** Beginning of a class name, or of a resource's name after its type. */
  readonly prefix: string;
  readonly artifact: string;
}

/** Which library has a class that SDKs need and do not bring along; the longest prefix counts. */
const CLASS_ARTIFACTS = [
  { prefix: 'kotlin.', artifact: 'org.jetbrains.kotlin:kotlin-stdlib' },
  { prefix: 'kotlinx.coroutines.', artifact: 'org.jetbrains.kotlinx:kotlinx-coroutines-android' },
  { prefix: 'kotlinx.serialization.json.', artifact: 'org.jetbrains.kotlinx:kotlinx-serialization-json-jvm' },
  { prefix: 'okhttp3.', artifact: 'com.squareup.okhttp3:okhttp' },
  { prefix: 'okio.', artifact: 'com.squareup.okio:okio-jvm' },
  { prefix: 'retrofit2.', artifact: 'com.squareup.retrofit2:retrofit' },
  { prefix: 'com.google.gson.', artifact: 'com.google.code.gson:gson' },
  { prefix: 'com.alibaba.fastjson.', artifact: 'com.alibaba:fastjson' },
  { prefix: 'io.reactivex.rxjava3.', artifact: 'io.reactivex.rxjava3:rxjava' },
  { prefix: 'org.bouncycastle.', artifact: 'org.bouncycastle:bcprov-jdk18on' },
  { prefix: 'io.reactivex.', artifact: 'io.reactivex.rxjava2:rxjava' },
  { prefix: 'com.squareup.moshi.', artifact: 'com.squareup.moshi:moshi' },
  { prefix: 'com.google.protobuf.', artifact: 'com.google.protobuf:protobuf-javalite' },
  { prefix: 'org.greenrobot.eventbus.', artifact: 'org.greenrobot:eventbus' },
  { prefix: 'com.bumptech.glide.', artifact: 'com.github.bumptech.glide:glide' },
  { prefix: 'com.tencent.mmkv.', artifact: 'com.tencent:mmkv' },
  { prefix: 'androidx.browser.', artifact: 'androidx.browser:browser' },
  { prefix: 'androidx.collection.', artifact: 'androidx.collection:collection' },
  { prefix: 'androidx.databinding.', artifact: 'androidx.databinding:databinding-runtime' },
  { prefix: 'androidx.multidex.', artifact: 'androidx.multidex:multidex' },
  { prefix: 'androidx.room.', artifact: 'androidx.room:room-runtime' },
  { prefix: 'androidx.security.crypto.', artifact: 'androidx.security:security-crypto' },
  { prefix: 'androidx.startup.', artifact: 'androidx.startup:startup-runtime' },
  { prefix: 'androidx.viewbinding.', artifact: 'androidx.databinding:viewbinding' },
  { prefix: 'androidx.webkit.', artifact: 'androidx.webkit:webkit' },
  { prefix: 'androidx.work.', artifact: 'androidx.work:work-runtime' },
  { prefix: 'androidx.annotation.', artifact: 'androidx.annotation:annotation' },
  { prefix: 'androidx.appcompat.', artifact: 'androidx.appcompat:appcompat' },
  { prefix: 'androidx.core.', artifact: 'androidx.core:core' },
  { prefix: 'androidx.fragment.', artifact: 'androidx.fragment:fragment' },
  { prefix: 'androidx.activity.', artifact: 'androidx.activity:activity' },
  { prefix: 'androidx.lifecycle.', artifact: 'androidx.lifecycle:lifecycle-runtime' },
  { prefix: 'androidx.recyclerview.', artifact: 'androidx.recyclerview:recyclerview' },
  { prefix: 'androidx.constraintlayout.', artifact: 'androidx.constraintlayout:constraintlayout' },
  { prefix: 'androidx.localbroadcastmanager.', artifact: 'androidx.localbroadcastmanager:localbroadcastmanager' },
  { prefix: 'com.google.android.material.', artifact: 'com.google.android.material:material' },
  { prefix: 'android.support.v4.', artifact: 'com.android.support:support-v4' },
  { prefix: 'android.support.v7.', artifact: 'com.android.support:appcompat-v7' },
] as const satisfies readonly KnownArtifact[];

/** Which library has a resource, by the text that aapt2 names it with. */
const RESOURCE_ARTIFACTS = [
  { prefix: 'style/Theme.AppCompat', artifact: 'androidx.appcompat:appcompat' },
  { prefix: 'style/TextAppearance.AppCompat', artifact: 'androidx.appcompat:appcompat' },
  { prefix: 'style/Widget.AppCompat', artifact: 'androidx.appcompat:appcompat' },
  { prefix: 'attr/colorPrimary', artifact: 'androidx.appcompat:appcompat' },
  { prefix: 'attr/windowNoTitle', artifact: 'androidx.appcompat:appcompat' },
  { prefix: 'attr/srcCompat', artifact: 'androidx.appcompat:appcompat' },
  { prefix: 'attr/layout_constraint', artifact: 'androidx.constraintlayout:constraintlayout' },
  { prefix: 'style/Theme.Material', artifact: 'com.google.android.material:material' },
  { prefix: 'style/Widget.Material', artifact: 'com.google.android.material:material' },
] as const satisfies readonly KnownArtifact[];

/** group:artifact that is known to have this class; null for none. */
export function artifactOfClass(name: string): string | null {
  return longest(CLASS_ARTIFACTS, name);
}

/** group:artifact that is known to have this resource, `style/Theme.AppCompat.Light`; null for none. */
export function artifactOfResource(name: string): string | null {
  return longest(RESOURCE_ARTIFACTS, name);
}

function longest(rows: readonly KnownArtifact[], name: string): string | null {
  const fitting = rows.filter(({ prefix }) => name.startsWith(prefix));
  return fitting.sort((a, b) => b.prefix.length - a.prefix.length)[0]?.artifact ?? null;
}
