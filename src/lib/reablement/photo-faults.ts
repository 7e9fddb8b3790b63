import { photoLimits } from './raised.ts'

/** What is looked for at the beginning of a file; its name says nothing. */
const heads: { kind: 'jpeg' | 'png' | 'webp' | 'heic'; at: number; bytes: RegExp }[] = [
  { kind: 'jpeg', at: 0, bytes: /^\xff\xd8\xff/ },
  { kind: 'png', at: 0, bytes: /^\x89PNG\r\n\x1a\n/ },
  { kind: 'webp', at: 0, bytes: /^RIFF[^]{4}WEBP/ },
  { kind: 'heic', at: 4, bytes: /^ftyp(?:hei|hev|mif1|msf1)/ },
]

/** As many bytes of a file as tell what it is. */
export const photoHead = 32

/**
 * Why a file cannot be a photo of a raise, and what to do, in a sentence; null when it may be one. Asked by the phone when
 * it is chosen and by the server of what came. `start`: its first bytes; `size`: all of them, in bytes.
 */
export function photoFault(start: Uint8Array, size: number): string | null {
  if (size > photoLimits.bytes) return 'It is larger than 10 MB: take it again, smaller.'
  const head = String.fromCharCode(...start.subarray(0, photoHead))
  const kind = heads.find(({ at, bytes }) => bytes.test(head.slice(at)))?.kind
  if (kind === 'heic')
    return 'It is in the HEIC format. Choose “Most compatible” in the camera’s settings, or send a screenshot of it.'
  return kind ? null : 'It is no JPEG, PNG or WebP photo.'
}

/** Of what begins as a photo and cannot be drawn. */
export const photoDamaged = 'It is damaged, or no photo. Take it again.'
