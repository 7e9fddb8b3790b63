import { take, wordsFrom } from './line-reading.ts'
import type { Reading } from './line-reading.ts'
import { mistakes } from './typos.ts'

/** As much of a kit as a line can name. */
export interface NamedKit {
  id: string
  name: string
}

/**
 * 'kit bathroom', 'bathroom kit', 'bath kit': the kit whose name stands beside the word, begun or mistyped by a letter.
 * null when there is no such kit, or when several begin so.
 */
export function readKitNamed(reading: Reading, kits: readonly NamedKit[]): string | null {
  for (let at = 0; at < reading.free.length; at++) {
    if (!/^kit$/.test(reading.free[at]?.low ?? '')) continue
    const behind = wordsFrom(reading, at, 5).slice(1)
    for (let count = behind.length; count > 0; count--) {
      const kit = named(
        behind.slice(0, count).map(({ low }) => low),
        kits,
      )
      if (!kit) continue
      take(reading, at, count + 1, 'kit')
      return kit
    }
    for (let count = Math.min(at, 4); count > 0; count--) {
      const words = wordsFrom(reading, at - count, count + 1)
      const kit =
        words.length > count
          ? named(
              words.slice(0, count).map(({ low }) => low),
              kits,
            )
          : null
      if (!kit) continue
      take(reading, at - count, count + 1, 'kit')
      return kit
    }
  }
  return null
}

function named(lows: readonly string[], kits: readonly NamedKit[]): string | null {
  const said = lows.filter((low) => low !== 'the').join(' ')
  const exact = kits.filter(({ name }) => name.toLowerCase() === said)
  const begun = kits.filter(({ name }) => said.length > 2 && name.toLowerCase().startsWith(said))
  const near = kits.filter(({ name }) => said.length > 4 && mistakes(said, name.toLowerCase(), 1) === 1)
  const found = [exact, begun, near].find(({ length }) => length > 0) ?? []
  return found.length === 1 ? (found[0]?.id ?? null) : null
}
