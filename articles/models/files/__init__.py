"""Files of our own that stories show: audio, video and documents, with their captions (articles/files/)."""
