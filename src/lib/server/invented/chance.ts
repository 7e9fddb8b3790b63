import { createHash } from 'node:crypto'

/**
 * The invented service comes out the same every time: chance is a hash of what it decides about.
 * A number from 0 up to 1.
 */
export function chance(...about: (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const letter of about.join('|')) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** A whole number from `least` to `most`, both possible. */
export function between(least: number, most: number, ...about: (string | number)[]): number {
  return least + Math.floor(chance(...about) * (most - least + 1))
}

/** One of a list. @throws Error for an empty list, which is a mistake in the invented texts. */
export function pick<T>(list: readonly T[], ...about: (string | number)[]): T {
  const found = list[Math.floor(chance(...about) * list.length)]
  if (found === undefined) throw new Error(`The invented service has nothing to pick for ${about.join(' ')}.`)
  return found
}

/** The list in an order of its own for each `about`. */
export function shuffled<T>(
  list: readonly T[],
  keyOf: (one: T) => string,
  ...about: (string | number)[]
): T[] {
  const drawn = list.map((one) => ({ one, by: chance(...about, keyOf(one)) }))
  return drawn.sort((a, b) => a.by - b.by).map(({ one }) => one)
}

/** An id like any other, but the same every time: 16 URL-safe characters. */
export function idFor(...about: (string | number)[]): string {
  return createHash('sha256').update(about.join('|')).digest('base64url').slice(0, 16)
}
