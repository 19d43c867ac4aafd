package cn.birch.onetap;
public interface BirchChecked { void changed(boolean checked); }
