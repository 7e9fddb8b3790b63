import { createHash } from 'node:crypto'

/** How a secret stands in the database: sessions, codes and devices cannot be taken over from a copy of it. */
export function hashed(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
