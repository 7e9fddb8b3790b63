import { randomBytes } from 'node:crypto'

/**
 * A fresh id: 16 URL-safe characters, some 96 random bits; says nothing about what it names. None begins with a minus: in
 * a file for a spreadsheet it would be guarded as a formula, and go out as another id.
 */
export function newId(): string {
  const id = randomBytes(12).toString('base64url')
  return id.startsWith('-') ? newId() : id
}
