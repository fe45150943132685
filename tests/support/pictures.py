"""Pictures for tests, drawn on demand, and photos made of them."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from articles.models import Photo


def quarters(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Draw four quarters: red and green above, blue and white below."""
    image = Image.new("RGB", (2, 2))
    image.putdata([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)])
    return image.resize((width, height), Image.Resampling.NEAREST).convert(mode)


def encoded(image: Image.Image, format: str = "JPEG", **options) -> bytes:
    data = BytesIO()
    image.save(data, format, **options)
    return data.getvalue()


def upload(data: bytes | None = None, name: str = "picture.jpg") -> ContentFile:
    """Return an uploaded file as a form gets it; without `data` a small picture."""
    return ContentFile(encoded(quarters(60, 40)) if data is None else data, name=name)


def make_photo(width: int = 60, height: int = 40, **fields) -> Photo:
    """Create a photo with its files. It is small, because each rendition takes time."""
    fields = {"alt": "A bridge", "image": upload(encoded(quarters(width, height))), **fields}
    return Photo.objects.create(**fields)


def colour(image: Image.Image, x: float, y: float) -> str:
    """Return the colour at a position, from 0 to 1 across and down, as a word."""
    pixel = image.convert("RGB").getpixel((int(x * (image.width - 1)), int(y * (image.height - 1))))
    words = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue", (1, 1, 1): "white", (0, 0, 0): "black"}
    return words[tuple(int(value > 127) for value in pixel)]
