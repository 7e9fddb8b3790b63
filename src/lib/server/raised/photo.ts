import sharp from 'sharp'
import { photoDamaged, photoFault, photoHead } from '../../reablement/photo-faults.ts'
import { Problem } from '../../reablement/problem.ts'
import { photoLimits } from '../../reablement/raised.ts'

// Of the many formats libvips reads only these three are ever tried, whatever the bytes say they are.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.cache(false)
sharp.concurrency(1)

const unusable = (detail: string) => new Problem('unusable-photo', { field: 'photo', detail })

/** @throws Problem 'unusable-photo' with what to do, unless the bytes begin as a photo that can be read does. */
function refuseOthers(bytes: Uint8Array): void {
  const fault = photoFault(bytes.subarray(0, photoHead), bytes.length)
  if (fault !== null) throw unusable(fault)
}

/** One at a time: pictures must not slow the meeting. */
let before: Promise<unknown> = Promise.resolve()
/** How many may wait, each in memory with up to 10 MB: whoever comes then sends theirs again. [choice] */
const mayWait = 8
let waiting = 0

/**
 * The photo as it is kept: turned the right way up, no side longer than 1600 px, as a JPEG of nothing but its pixels.
 * Where and with what it was taken is gone, because everything but the pixels is made anew.
 * @throws Problem 'unusable-photo', with what to do.
 */
export async function cleanPhoto(bytes: Uint8Array): Promise<Buffer> {
  refuseOthers(bytes)
  if (waiting >= mayWait) throw unusable('Many photos are coming in just now. Send it once more in a minute.')
  waiting += 1
  const made = before.then(() => clean(bytes)).finally(() => (waiting -= 1))
  before = made.catch(() => undefined)
  return made
}

async function clean(bytes: Uint8Array): Promise<Buffer> {
  const { side, pixels } = photoLimits
  try {
    return await sharp(bytes, { limitInputPixels: pixels, failOn: 'error', pages: 1 })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .timeout({ seconds: 20 })
      .toBuffer()
  } catch (error) {
    const isTooMany = error instanceof Error && error.message.includes('pixel limit')
    throw unusable(isTooMany ? 'It has too many pixels: take it again, smaller.' : photoDamaged)
  }
}
