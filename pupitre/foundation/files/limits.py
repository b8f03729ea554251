"""Stops an upload while it streams, before it fills the disk."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class SizeLimit(FileUploadHandler):
    """Counts every byte received, whatever Content-Length pretends."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.LARGEST_FILE:
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None
