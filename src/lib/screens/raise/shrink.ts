import { photoDamaged, photoFault, photoHead } from '#lib/reablement/photo-faults.ts'
import { photoLimits } from '#lib/reablement/raised.ts'

/** A photo as it is sent, and a small picture of it for this page. */
export interface ToSend {
  blob: Blob
  /** As a data address. */
  preview: string
}

/**
 * Makes a photo small before it is sent, so that it goes over a weak network. What this browser cannot draw is not sent:
 * why, and what to do, is said while it can be taken again. What is kept is made anew by the server in any case.
 */
export async function shrink(file: File): Promise<ToSend | { fault: string }> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const blob = await new Promise<Blob | null>((done) => {
      drawn(picture, photoLimits.side).toBlob(done, 'image/jpeg', 0.85)
    })
    const preview = drawn(picture, 320).toDataURL('image/jpeg', 0.8)
    picture.close()
    const start = new Uint8Array(await (blob ?? file).slice(0, photoHead).arrayBuffer())
    const fault = photoFault(start, (blob ?? file).size)
    return fault === null ? { blob: blob ?? file, preview } : { fault }
  } catch {
    return { fault: await faultOf(file) }
  }
}

async function faultOf(file: File): Promise<string> {
  const start = await file
    .slice(0, photoHead)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0))
  return photoFault(new Uint8Array(start), file.size) ?? photoDamaged
}

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}
