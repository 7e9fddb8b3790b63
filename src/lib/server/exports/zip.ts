import { setImmediate } from 'node:timers/promises'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** A file of an archive: its place, and its text a piece at a time, read when its turn comes. */
export interface ZippingText {
  path: string
  pieces: Iterable<string>
}

/** A file that is packed as it is: a photo is small enough already. */
export interface ZippingBytes {
  path: string
  bytes: Uint8Array
}

export type Zipping = ZippingText | ZippingBytes

/** How much is packed in one go, in characters. */
const portion = 32 * 1024
/** How long others may wait for a file that is read and packed, in milliseconds. */
const turn = 8

/**
 * A zip of files as it is packed, each asked for when its turn comes. No more than a portion of a text, or one file of
 * bytes, is in memory, whatever the size of the whole, and every few milliseconds the server does what else waits. A file
 * may have 4 GB.
 */
export async function* zipped(files: AsyncIterable<Zipping>, at: Date): AsyncGenerator<Uint8Array> {
  const packed: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    packed.push(bytes)
  })
  for await (const one of files) {
    const file = 'bytes' in one ? new ZipPassThrough(one.path) : new ZipDeflate(one.path, { level: 6 })
    file.mtime = at
    zip.add(file)
    for await (const bytes of portionsOf(one)) {
      file.push(bytes)
      yield* packed.splice(0)
    }
    file.push(new Uint8Array(0), true)
    yield* packed.splice(0)
  }
  zip.end()
  yield* packed.splice(0)
}

async function* portionsOf(file: Zipping): AsyncGenerator<Uint8Array> {
  if ('bytes' in file) yield file.bytes
  else for await (const text of portions(file.pieces)) yield Buffer.from(text)
}

async function* portions(pieces: Iterable<string>): AsyncGenerator<string> {
  let text = ''
  let since = performance.now()
  for (const piece of pieces) {
    text += piece
    if (text.length >= portion) {
      yield text
      text = ''
    }
    if (performance.now() - since < turn) continue
    await setImmediate()
    since = performance.now()
  }
  if (text !== '') yield text
}
