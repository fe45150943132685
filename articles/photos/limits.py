"""Limits of uploaded pictures, and the quality of the files made of them. Sizes that pages show: renditions.py."""

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")  # accepted; recognised by their bytes, because a name proves nothing
BYTES_MAX = 20_000_000
PIXELS_MAX = 60_000_000  # of a JPEG that is decoded line by line, at half its size when it is large
PIXELS_STORED_MAX = 30_000_000  # above this, a JPEG is stored at half its width and height; no page shows it
# For formats decoded as a whole: WebP and AVIF are in memory up to four times meanwhile, 16 bytes a pixel.
PIXELS_MAX_BY_FORMAT = {
    "progressive JPEG": 30_000_000,
    "PNG": 30_000_000,
    "GIF": 30_000_000,
    "WebP": 16_000_000,
    "AVIF": 16_000_000,
}
PIXELS_LARGE = 4_000_000  # above this, a decoder that fails may have lacked memory; not all of them say so
PROPORTION_MAX = 6  # the longer side divided by the shorter one; no page has room for more

STORED_AS = {"format": "JPEG", "quality": 92, "subsampling": 0}
# No AVIF: for the demo's 125 files (Pillow 13, libavif 1.4) it saves 29 % of WebP's bytes at the same error, 40.3 dB
# (quality 50, speed 6: 909 KB; WebP 1,283 KB, JPEG 3,125 KB), but takes eleven times as long (51 s of the processor,
# 4.5 s, 0.9 s), four seconds more for a photo. At speed 8, 2.5 times as long, its files are larger than WebP's.
RENDITION_QUALITY = {
    "JPEG": {"quality": 80, "optimize": True, "progressive": True},
    "WEBP": {"quality": 78, "method": 4},
}
DRAWN_FROM = (2400, 1600)  # half as much again as the largest rendition in either shape
