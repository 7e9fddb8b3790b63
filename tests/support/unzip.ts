import { crc32, inflateRawSync } from 'node:zlib'

/**
 * The files of a zip by their places, read as the format's specification says (APPNOTE 6.3): from the list at its end,
 * with each file's checksum tried. It knows nothing of whoever packed it. Throws when anything does not fit.
 */
export function unzipped(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0) throw new Error('this is no zip')
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    expectSignature(zip, at, 0x02014b50)
    const [name, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ]
    const path = zip.toString('utf8', at + 46, at + 46 + name)
    files.set(path, fileAt(zip, at))
    at += 46 + name + extra + comment
  }
  return files
}

/** One file by its entry in the list. */
function fileAt(zip: Buffer, entry: number): Buffer {
  const [method, checksum] = [zip.readUInt16LE(entry + 10), zip.readUInt32LE(entry + 16)]
  const [packed, whole] = [zip.readUInt32LE(entry + 20), zip.readUInt32LE(entry + 24)]
  const local = zip.readUInt32LE(entry + 42)
  expectSignature(zip, local, 0x04034b50)
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const bytes = zip.subarray(from, from + packed)
  const text = method === 8 ? inflateRawSync(bytes) : bytes
  if (text.length !== whole || crc32(text) !== checksum) throw new Error('a file is damaged')
  return text
}

function expectSignature(zip: Buffer, at: number, signature: number): void {
  if (zip.readUInt32LE(at) !== signature) throw new Error(`not a zip’s entry at ${String(at)}`)
}
