import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of the folder of photos: its random name, which says nothing, and what it must be like. */
export interface KeptPhoto {
  photo: string
  sha256: string
}

const name = /^[\w-]{22}$/

/** The folder of photos, outside everything that is served: `photos` beside the database. */
export class PhotoFiles {
  readonly #folder: string

  constructor(data: string) {
    this.#folder = join(data, 'photos')
  }

  #path(photo: string): string {
    if (!name.test(photo)) throw new Error('not the name of a photo')
    return join(this.#folder, `${photo}.jpg`)
  }

  /** Writes a photo, on disk before it is said so. */
  async keep(jpeg: Buffer): Promise<KeptPhoto> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const photo = randomBytes(16).toString('base64url')
    const path = this.#path(photo)
    const file = await open(`${path}.part`, 'wx', 0o600)
    try {
      await file.writeFile(jpeg)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(`${path}.part`, path)
    return { photo, sha256: sha256Of(jpeg) }
  }

  /** Its bytes; null when they are gone or no longer what was kept. */
  async read({ photo, sha256 }: KeptPhoto): Promise<Buffer | null> {
    const bytes = await readFile(this.#path(photo)).catch(() => null)
    return bytes && sha256Of(bytes) === sha256 ? bytes : null
  }

  async remove(photo: string): Promise<void> {
    await rm(this.#path(photo), { force: true })
  }

  /** The names of the files that were there before `instant`; what was left half written counts. */
  async olderThan(instant: number): Promise<{ photo: string; path: string }[]> {
    if (!existsSync(this.#folder)) return []
    const files = await readdir(this.#folder)
    const found = await Promise.all(
      files.map(async (file) => {
        const path = join(this.#folder, file)
        const known = await stat(path).catch(() => null)
        return known && known.mtimeMs < instant ? [{ photo: file.replace(/\.jpg(\.part)?$/, ''), path }] : []
      }),
    )
    return found.flat()
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
