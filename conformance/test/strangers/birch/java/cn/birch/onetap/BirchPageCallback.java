package cn.birch.onetap;
public interface BirchPageCallback { void onPage(String code); }
