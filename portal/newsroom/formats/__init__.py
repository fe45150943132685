"""How Django writes days and times in the newsroom: as the site does. FORMAT_MODULE_PATH in the settings names it."""
