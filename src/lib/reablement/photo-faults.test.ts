import { expect, test } from 'vitest'
import { photoFault } from './photo-faults.ts'

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

test.each([
  ['\xff\xd8\xff\xe0', 4, null],
  ['\x89PNG\r\n\x1a\n', 8, null],
  ['RIFF\x10\x00\x00\x00WEBPVP8 ', 20, null],
  ['\x00\x00\x00\x18ftypheic', 12, /HEIC format/],
  ['\x00\x00\x00\x18ftypmif1', 12, /HEIC format/],
  ['PK\x03\x04 not a photo', 14, /no JPEG, PNG or WebP/],
  ['<svg xmlns="http://www.w3.org/2000/svg">', 40, /no JPEG, PNG or WebP/],
  ['', 0, /no JPEG, PNG or WebP/],
  ['\xff\xd8\xff\xe0', 10 * 1024 * 1024 + 1, /larger than 10 MB/],
  ['\xff\xd8\xff\xe0', 10 * 1024 * 1024, null],
])('%j of %i bytes', (start, size, fault) => {
  if (fault === null) expect(photoFault(bytes(start), size)).toBeNull()
  else expect(photoFault(bytes(start), size)).toMatch(fault)
})
