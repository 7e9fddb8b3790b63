/**
 * How one cell is read: what it says (null when empty), or what is wrong with it as the rest of a sentence that begins
 * with the column: 'the start date …'. What is wrong quotes the cell only where a key-safe code cannot stand.
 */
export type Read<T> = { value: T } | { trouble: string }

/** A cell's own words within a sentence, cut when long. */
export function quoted(cell: string): string {
  return `“${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}”`
}

/** Letters and digits alone: 'NHS No.' and 'nhs_no' are one. */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * One cell without what exports put around it: white space, signs nobody sees, Excel's ="…" and the apostrophe that
 * keeps figures as text.
 */
export function tidyCell(cell: string): string {
  const text = cell
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  const bared = /^="(.*)"$/.exec(text)?.[1]?.trim() ?? text
  return /^['’](?=.*\d)[\d+(][\d\s()+./:-]*$/.test(bared) ? bared.slice(1) : bared
}
