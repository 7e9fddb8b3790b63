import { randomBytes } from 'node:crypto'

/** A fresh id: 16 URL-safe characters, 96 random bits; says nothing about what it names. */
export function newId(): string {
  return randomBytes(12).toString('base64url')
}
