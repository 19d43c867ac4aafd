package cn.birch.onetap;
public interface BirchPress { void pressStarted(android.content.Context c, org.json.JSONObject o); void pressCompleted(android.content.Context c, org.json.JSONObject o); }
