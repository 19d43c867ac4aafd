package cn.birch.onetap;
public interface BirchUnchecked { void uncheckedPress(android.content.Context c, org.json.JSONObject o); }
