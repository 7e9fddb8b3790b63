import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../reablement/problem.ts'
import { cleanPhoto } from './photo.ts'

/** Two degrees, so that the bytes of a place are in the file. */
const gps = {
  IFD0: { Make: 'PhoneMaker', Copyright: 'Nadia Osman' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '52/1 38/1 0/1',
    GPSLongitudeRef: 'W',
    GPSLongitude: '1/1 8/1 0/1',
  },
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a06030' } })

/** The segments of a JPEG's head by their markers, read byte by byte and not by sharp. */
function segmentsOf(jpeg: Buffer): { marker: number; says: string }[] {
  const found: { marker: number; says: string }[] = []
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff;) {
    const marker = jpeg[at + 1] ?? 0
    if (marker === 0xda) break
    const length = jpeg.readUInt16BE(at + 2)
    found.push({ marker, says: jpeg.subarray(at + 4, at + 2 + length).toString('latin1') })
    at += 2 + length
  }
  return found
}

/** APP1 is EXIF and XMP, APP2 a colour profile, APP13 IPTC, COM a comment. */
const told = [0xe1, 0xe2, 0xed, 0xfe]

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await cleanPhoto(bytes)
  } catch (error) {
    if (error instanceof Problem && error.code === 'unusable-photo') return error.message
    throw error
  }
  return 'taken'
}

describe('a photo that is kept', () => {
  test('says nothing of where and with what it was taken', async () => {
    const taken = await picture(400, 300).withExif(gps).jpeg().toBuffer()
    // The photo as it comes does say it: else this would prove nothing.
    expect(segmentsOf(taken).some(({ marker, says }) => marker === 0xe1 && says.startsWith('Exif'))).toBe(
      true,
    )
    expect((await sharp(taken).metadata()).exif?.includes('PhoneMaker')).toBe(true)

    const kept = await cleanPhoto(taken)
    expect(segmentsOf(kept).filter(({ marker }) => told.includes(marker))).toEqual([])
    const text = kept.toString('latin1')
    for (const word of ['Exif', 'GPS', 'PhoneMaker', 'Nadia', 'http://ns.adobe.com'])
      expect(text).not.toContain(word)
  })

  test('has no side longer than 1600 px, and is never made larger', async () => {
    const large = await sharp(await cleanPhoto(await picture(4000, 3000).jpeg().toBuffer())).metadata()
    expect([large.format, large.width, large.height]).toEqual(['jpeg', 1600, 1200])
    const small = await sharp(await cleanPhoto(await picture(300, 200).png().toBuffer())).metadata()
    expect([small.width, small.height]).toEqual([300, 200])
  })

  test('stands the right way up, as the phone was held', async () => {
    const lying = await picture(400, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const kept = await sharp(await cleanPhoto(lying)).metadata()
    expect([kept.width, kept.height, kept.orientation]).toEqual([300, 400, undefined])
  })

  test.each(['jpeg', 'png', 'webp'] as const)('can be a %s', async (format) => {
    const kept = await cleanPhoto(await picture(64, 48).toFormat(format).toBuffer())
    expect((await sharp(kept).metadata()).format).toBe('jpeg')
  })

  test('with see-through parts has a white ground', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 }
    const png = await sharp({ create: { width: 8, height: 8, channels: 4, background: clear } })
      .png()
      .toBuffer()
    const { data } = await sharp(await cleanPhoto(png))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(Math.min(...data)).toBeGreaterThan(250)
  })
})

describe('what is no photo is refused, by its bytes and not its name', () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic0000mif1heic')])
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  test.each([
    ['a zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200)]), 'no JPEG, PNG or WebP'],
    ['a drawing with script', svg, 'no JPEG, PNG or WebP'],
    ['a page', Buffer.from('<!doctype html><script>1</script>'), 'no JPEG, PNG or WebP'],
    ['a GIF', Buffer.from('GIF89a00000000'), 'no JPEG, PNG or WebP'],
    ['nothing', Buffer.alloc(0), 'no JPEG, PNG or WebP'],
    ['HEIC', heic, 'Most compatible'],
    ['a JPEG of which only the head is one', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]), 'damaged'],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 0xff), 'larger than 10 MB'],
  ])('%s', async (_what, bytes, words) => {
    expect(await refusal(bytes)).toContain(words)
  })

  test('a small file of far too many pixels', async () => {
    const bomb = await picture(12_000, 12_000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(1024 * 1024)
    expect(await refusal(bomb)).toContain('too many pixels')
  })

  test('a photo cut off in the middle', async () => {
    const noise = Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_one, at) => (at * 7919) % 251))
    const whole = await sharp(noise, { raw: { width: 300, height: 300, channels: 3 } })
      .jpeg()
      .toBuffer()
    expect(await refusal(whole)).toBe('taken')
    expect(await refusal(whole.subarray(0, whole.length / 2))).toContain('damaged')
  })
})

test('only a few wait, so that photos cannot fill the memory; afterwards there is room again', async () => {
  const photo = await picture(40, 30).jpeg().toBuffer()
  const sent = await Promise.all(Array.from({ length: 30 }, () => refusal(photo)))
  const taken = sent.filter((said) => said === 'taken')
  expect(taken).toHaveLength(8)
  expect(sent.find((said) => said !== 'taken')).toContain('Send it once more in a minute.')
  expect(await refusal(photo)).toBe('taken')
})
