"""The first screen (what needs me now) and search across everything."""
