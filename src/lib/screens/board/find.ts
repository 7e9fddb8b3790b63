import type { BoardRow } from '#lib/reablement/board.ts'

/** Lower case without accents, so "zoe" finds Zoë. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * Whether somebody is meant by what was typed: every word begins a word of the name or of an action's title, or is in the
 * reference. Nothing typed means everybody.
 */
export function isFound(
  typed: string,
  row: Pick<BoardRow, 'name' | 'reference'>,
  titles: readonly string[],
): boolean {
  const wanted = plain(typed).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return true
  const words = plain([row.name, ...titles].join(' ')).split(/[^\p{L}\p{N}’']+/u)
  const reference = plain(row.reference)
  return wanted.every((part) => reference.includes(part) || words.some((word) => word.startsWith(part)))
}
