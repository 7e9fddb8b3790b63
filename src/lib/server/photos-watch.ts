import type { Logger } from 'pino'
import { removeOldPhotos } from './raised/remove-photos.ts'
import type { PhotoFiles } from './raised/photo-files.ts'
import type { Desk } from './storage/desk.ts'
import { Watch } from './watch.ts'

/** How often it is looked for photos whose time is over, in milliseconds. [choice] */
const lookEvery = 60 * 60_000

interface Parts {
  desk: Desk
  files: PhotoFiles
  log: Pick<Logger, 'error'>
}

/** Removes photos whose episode ended long enough ago, by the server's clock. */
export function photosWatch({ desk, files, log }: Parts): Watch {
  const look = () => removeOldPhotos(desk, files)
  return new Watch({ look, every: lookEvery, failed: 'photos whose time is over could not be removed', log })
}
